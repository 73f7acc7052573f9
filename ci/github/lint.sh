#!/usr/bin/env bash
# The step of action.yml that lints. The inputs come in variables, so that none of them can become a part of a script.
set -euo pipefail

# What later steps are given: environment variables beyond 128 KiB keep their programs from starting.
readonly maximum_results=100000

fail() {
  printf '::error title=dockerlint::%s\n' "$1"
  exit 2
}

arguments=()

option() { # NAME VALUE
  if [ -n "$2" ]; then arguments+=("$1=$2"); fi
}

is_true() { # INPUT VALUE
  case $2 in
    true) return 0 ;;
    '' | false) return 1 ;;
    *) fail "the input $1 is true or false" ;;
  esac
}

flag() { # NAME INPUT VALUE
  if is_true "$2" "$3"; then arguments+=("$1"); fi
}

option --config "${INPUT_CONFIG:-}"
option --format "${INPUT_FORMAT:-}"
option --failure-threshold "${INPUT_FAILURE_THRESHOLD:-}"
option --error "${INPUT_OVERRIDE_ERROR:-}"
option --warning "${INPUT_OVERRIDE_WARNING:-}"
option --info "${INPUT_OVERRIDE_INFO:-}"
option --style "${INPUT_OVERRIDE_STYLE:-}"
option --ignore "${INPUT_IGNORE:-}"
option --trusted-registry "${INPUT_TRUSTED_REGISTRIES:-}"
option --since "${INPUT_SINCE:-}"
option --baseline "${INPUT_BASELINE:-}"
option --hosts "${INPUT_HOSTS:-}"
flag --no-color no-color "${INPUT_NO_COLOR:-}"
flag --no-fail no-fail "${INPUT_NO_FAIL:-}"
flag --verbose verbose "${INPUT_VERBOSE:-}"
flag --disable-ignore-pragma disable-ignore-pragma "${INPUT_DISABLE_IGNORE_PRAGMA:-}"
flag --online online "${INPUT_ONLINE:-}"
flag --fix fix "${INPUT_FIX:-}"

output=${INPUT_OUTPUT_FILE:-}
if [ "$output" = /dev/stdout ] || [ "$output" = - ]; then output=; fi
option --output "$output"

while IFS= read -r line; do
  line=${line%$'\r'}
  if [ -n "$line" ]; then arguments+=("$line"); fi
done <<<"${INPUT_ARGS:-}"

paths=()
recursive=false
if is_true recursive "${INPUT_RECURSIVE:-}"; then recursive=true; fi
while IFS= read -r line; do
  line=${line%$'\r'}
  if [ -z "$line" ]; then continue; fi
  if [ "$recursive" = true ] && [ "$line" != . ]; then
    while IFS= read -r -d '' path; do paths+=("$path"); done \
      < <(find . -name .git -prune -o -type f -path "*/${line#./}" -print0 | LC_ALL=C sort -z)
    continue
  fi
  # A path that starts with a dash is none of our options.
  case $line in -*) line=./$line ;; esac
  paths+=("$line")
done <<<"${INPUT_DOCKERFILE:-.}"
if [ ${#paths[@]} = 0 ]; then fail "no file is called as the input dockerfile says"; fi

written=$(mktemp)
trap 'rm -f "$written"' EXIT
status=0
# Bash 3 of macOS takes an empty array for an unset one.
dockerlint ${arguments[@]+"${arguments[@]}"} "${paths[@]}" | tee "$written" || status=${PIPESTATUS[0]}

results=$written
if [ -n "$output" ] && [ -f "$output" ]; then results=$output; fi
# Nobody can write a line into a file that ends the value: the word that ends it is not known before.
end=results_$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
value=$(LC_ALL=C awk -v maximum=$maximum_results '{ size += length($0) + 1 } size > maximum { exit } 1' "$results")
printf 'results<<%s\n%s\n%s\nexit-code=%s\n' "$end" "$value" "$end" "$status" >>"$GITHUB_OUTPUT"
printf 'HADOLINT_RESULTS<<%s\n%s\n%s\n' "$end" "$value" "$end" >>"$GITHUB_ENV"
exit "$status"
