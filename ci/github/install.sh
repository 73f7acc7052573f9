#!/usr/bin/env bash
# The step of action.yml that puts a released dockerlint on the PATH, once its checksum is right.
set -euo pipefail

fail() {
  printf '::error title=dockerlint::%s\n' "$1"
  exit 2
}

is_version() { [[ $1 =~ ^[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.-]+)?$ ]]; }

sha256() { if command -v sha256sum >/dev/null; then sha256sum "$1"; else shasum -a 256 "$1"; fi; }

download() { curl --fail --silent --show-error --location --retry 3 --output "$2" "$1"; }

version=${INPUT_VERSION:-}
version=${version#v}
if [ -z "$version" ]; then
  version=${ACTION_REF:-}
  version=${version#v}
  if ! is_version "$version"; then version=latest; fi
fi

if [ "$version" = installed ]; then
  command -v dockerlint >/dev/null || fail "version: installed, but there is no dockerlint on the PATH; install one in an earlier step"
  exit 0
fi
[ "$version" = latest ] || is_version "$version" || fail "the input version is a version such as 1.2.3, latest or installed"

case $RUNNER_OS-$RUNNER_ARCH in
  Linux-X64) asset=dockerlint-linux-x64 ;;
  Linux-ARM64) asset=dockerlint-linux-arm64 ;;
  macOS-ARM64) asset=dockerlint-osx-arm64 ;;
  Windows-X64) asset=dockerlint-win-x64.exe ;;
  *) fail "there is no dockerlint for $RUNNER_OS on $RUNNER_ARCH" ;;
esac

folder=$RUNNER_TEMP/dockerlint
program=$folder/dockerlint
if [ "$RUNNER_OS" = Windows ]; then program=$program.exe; fi

if [ "$version" = latest ]; then from=$INPUT_DOWNLOAD_URL/latest/download; else from=$INPUT_DOWNLOAD_URL/download/v$version; fi

# The cache may have brought it.
if [ "$version" = latest ] || [ "$("$program" --version 2>/dev/null || true)" != "dockerlint $version" ]; then
  mkdir -p "$folder"
  if ! { download "$from/SHA256SUMS" "$folder/SHA256SUMS" && download "$from/$asset" "$folder/$asset"; }; then
    fail "the $version release of dockerlint is not to be had from $from; see which ones are at $INPUT_DOWNLOAD_URL, or give version: installed and install it in an earlier step"
  fi
  expected=$(awk -v name="$asset" '$2 == name || $2 == "*" name { print $1; exit }' "$folder/SHA256SUMS")
  actual=$(sha256 "$folder/$asset" | awk '{ print $1 }')
  if [ -z "$expected" ] || [ "$expected" != "$actual" ]; then
    rm -f "$folder/$asset"
    fail "the checksum of $asset is not the one in $from/SHA256SUMS; nothing was run"
  fi
  chmod +x "$folder/$asset"
  mv "$folder/$asset" "$program"
fi
printf '%s\n' "$folder" >>"$GITHUB_PATH"
