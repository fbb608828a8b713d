#!/usr/bin/env bash
# A run as a Slurm array: sbatch slurm.sh spec.yaml shards
# The folder is one that all nodes share. When the array is through:
#   npx chipcast merge shards/*.shard-*-of-16
#SBATCH --job-name=chipcast
#SBATCH --array=1-16
#SBATCH --cpus-per-task=8
#SBATCH --output=chipcast-%a.log
set -euo pipefail

npx chipcast run "$1" --shard "$SLURM_ARRAY_TASK_ID/$SLURM_ARRAY_TASK_COUNT" \
  --threads "$SLURM_CPUS_PER_TASK" --out "$2" --quiet
