#!/usr/bin/env bash
# Sees to it that the machine has the programs that tests and the commands of the guides run beside Node.js.
set -euo pipefail
source "$(dirname "$0")/ensure/parts.sh"
install_programs curl=curl openssl=openssl redis-server=redis-server postgres=postgresql ffmpeg=ffmpeg \
  nginx=nginx caddy=caddy apache2=apache2-bin
finish
