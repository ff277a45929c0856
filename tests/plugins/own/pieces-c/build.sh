#!/bin/sh
# Needs clang and lld with the WebAssembly target. Writes to the path given, or over the committed module.
# Linked by hand: clang would let a wasm-opt that happens to be installed change what comes out.
set -eu
here=$(dirname "$0")
object=$(mktemp)
trap 'rm -f "$object"' EXIT
clang --target=wasm32 -Os -std=c11 -Wall -Wextra -ffreestanding -fno-builtin -c -o "$object" "$here/plugin.c"
wasm-ld --no-entry --strip-all -z stack-size=16384 -o "${1:-$here/plugin.wasm}" "$object"
