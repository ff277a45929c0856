import "../../../../../plugins/sdk/assembly";

/** Keeps a megabyte more with every round. */
export function discount_v1(): i32 {
  const kept: ArrayBuffer[] = [];
  while (true) kept.push(new ArrayBuffer(1 << 20));
  return 0;
}
