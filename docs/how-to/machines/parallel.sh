#!/usr/bin/env bash
# A run on several hosts by GNU parallel over ssh: parallel.sh spec.yaml shards 16 hosts
# The last argument is a file with one host a line; without it this machine computes all shards.
# The working directory is one that all hosts share, with chipcast installed in it.
set -euo pipefail

spec=$1 folder=$2 shards=$3 hosts=${4:-}
parallel ${hosts:+--sshloginfile "$hosts"} --workdir "$PWD" --jobs 1 --halt now,fail=1 \
  npx chipcast run "$spec" --shard "{}/$shards" --out "$folder" --quiet ::: $(seq "$shards")
npx chipcast merge "$folder"/*.shard-*-of-"$shards"
