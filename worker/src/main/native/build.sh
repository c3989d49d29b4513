#!/bin/sh
# Builds init.c into DIRECTORY/init-x86_64 and DIRECTORY/init-aarch64, as far as Debian's gcc-x86-64-linux-gnu and
# gcc-aarch64-linux-gnu are installed.
# When the committed programs change, compiler.txt beside this file says what made them:
#   gcc --version | head -1 >compiler.txt
set -eu
here=$(cd "$(dirname "$0")" && pwd)
out=${1:-$here/../resources/dev/hearth/worker/sandbox/namespace}
flags="-std=c11 -Os -Wall -Wextra -Werror -static -nostdlib -ffreestanding -fno-stack-protector -fno-pic -no-pie
    -fno-asynchronous-unwind-tables -fno-ident -fcf-protection=none -fno-builtin -Wl,--build-id=none -Wl,-z,norelro
    -Wl,-z,noseparate-code -Wl,-z,noexecstack -Wl,-s"
mkdir -p "$out"
build() {
    # The branch protection of the target is left to its compiler; only x86 knows -fcf-protection.
    compiler=$1 target=$2 wanted=$flags
    [ "$target" = x86_64 ] || wanted=$(echo "$flags" | sed 's/-fcf-protection=none//')
    # shellcheck disable=SC2086
    "$compiler" $wanted "$here/init.c" -o "$out/init-$target"
    chmod 644 "$out/init-$target"
}
if command -v x86_64-linux-gnu-gcc >/dev/null; then build x86_64-linux-gnu-gcc x86_64; fi
if command -v aarch64-linux-gnu-gcc >/dev/null; then build aarch64-linux-gnu-gcc aarch64; fi
