#!/usr/bin/env bash
# Sees to it that the end-to-end tests have a Chromium: does nothing where there is one.
set -euo pipefail
for place in "${CHROMIUM_PATH:-}" /usr/bin/chromium /usr/bin/chromium-browser /usr/bin/google-chrome; do
  if [ -n "$place" ] && [ -x "$place" ]; then exit 0; fi
done
if ! command -v apt-get >/dev/null; then
  echo "The end-to-end tests need Chromium. Install it, or name one in CHROMIUM_PATH." >&2
  exit 1
fi
sudo=""
if [ "$(id -u)" -ne 0 ]; then sudo="sudo"; fi
echo "Installing Chromium for the end-to-end tests..."
export DEBIAN_FRONTEND=noninteractive
$sudo apt-get update -qq
$sudo apt-get install -y -qq --no-install-recommends chromium fonts-liberation >/dev/null
