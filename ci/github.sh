#!/usr/bin/env bash
# What the composite action runs: its inputs are variables, one path a line.
set -uo pipefail

words=()
while IFS= read -r path; do
  [ -n "$path" ] && words+=("$path")
done <<< "${INPUT_PATHS:-}"
while IFS= read -r path; do
  [ -n "$path" ] && words+=(--against "$path")
done <<< "${INPUT_AGAINST:-}"
[ -n "${INPUT_FAIL_ON:-}" ] && words+=(--fail-on "$INPUT_FAIL_ON")
[ -n "${INPUT_SINCE:-}" ] && words+=("--since=$INPUT_SINCE")
[ -n "${INPUT_SARIF:-}" ] && words+=(--report "sarif=$INPUT_SARIF")

program=checker
[ -x "${RUNNER_TEMP:-}/checker/bin/checker" ] && program="$RUNNER_TEMP/checker/bin/checker"
"$program" check --format github "${words[@]}"
status=$?
[ -n "${GITHUB_OUTPUT:-}" ] && echo "exit-status=$status" >> "$GITHUB_OUTPUT"
exit "$status"
