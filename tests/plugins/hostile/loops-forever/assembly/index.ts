import "../../../../../plugins/sdk/assembly";

let rounds: u64 = 0;

/** Never ends by itself. */
export function discount_v1(): i32 {
  while (true) rounds++;
  return 0;
}
