#!/usr/bin/env bash
# Sees to it that the end-to-end tests have a Chromium: does nothing where there is one.
set -euo pipefail
source "$(dirname "$0")/ensure/parts.sh"
forget chromium
has_chromium() {
  local place
  for place in "${CHROMIUM_PATH:-}" /usr/bin/{chromium-headless-shell,chromium,chromium-browser,google-chrome}; do
    if [ -n "$place" ] && [ -x "$place" ]; then return; fi
  done
  return 1
}

if has_chromium; then exit 0; fi
if is_there apt-get; then
  echo "Installing Chromium for the end-to-end tests..."
  apt_as_root update || true
  # Not every distribution has the one without windows, which is smaller and takes half the processor's time.
  for package in chromium-headless-shell chromium; do
    apt_as_root install -y --no-install-recommends "$package" fonts-liberation >/dev/null && break
  done
fi
if ! has_chromium; then
  leave_out chromium "$(why_not_installed)" "$(install_command chromium), or name a Chromium in CHROMIUM_PATH"
fi
finish
