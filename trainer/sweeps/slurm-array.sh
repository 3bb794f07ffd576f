#!/bin/bash
# A sweep as a Slurm job array, a run a task: sbatch trainer/sweeps/slurm-array.sh
#
# Two minutes before its time is up, a task gets SIGTERM, leaves a checkpoint, ends with 130 and is put back into
# the queue; then the same command goes on. A preempted task gets the same warning where the cluster's
# PreemptMode grants a GraceTime; otherwise it loses at most `checkpointMinutes`, and what puts it back is the
# cluster's --requeue. Runs lie in runs/ on the shared disk, so nothing is copied elsewhere (--checkpoint-to).
#SBATCH --job-name=comfy-edge-sweep
#SBATCH --array=0-8
#SBATCH --gpus=1
#SBATCH --cpus-per-task=4
#SBATCH --time=04:00:00
#SBATCH --signal=TERM@120
#SBATCH --requeue
#SBATCH --open-mode=append

# What comes to nothing time after time is not put back for ever.
most_restarts=20

# The repository's own Node, whatever the cluster's is; npm run would keep the signal to itself.
export PATH="$PWD/node_modules/.bin:$PATH"
# Since Slurm 22.05 srun does not take this from sbatch, and a task would have one core.
export SRUN_CPUS_PER_TASK=$SLURM_CPUS_PER_TASK

generator_rates=(0.0005 0.001 0.002)
discriminator_rates=(0.001 0.002 0.004)
generator=${generator_rates[SLURM_ARRAY_TASK_ID / 3]}
discriminator=${discriminator_rates[SLURM_ARRAY_TASK_ID % 3]}

srun node trainer/src/cli/train.ts \
  --backend tfjs-node-gpu \
  --preset fashion-28 --data data/fashion-mnist \
  --out "runs/sweep/g$generator-d$discriminator" --resume if-any \
  --set "optimizer.generatorRate=$generator" \
  --set "optimizer.discriminatorRate=$discriminator"
code=$?
if [ "$code" -eq 130 ] && [ "${SLURM_RESTART_COUNT:-0}" -lt "$most_restarts" ]; then
  scontrol requeue "${SLURM_ARRAY_JOB_ID}_${SLURM_ARRAY_TASK_ID}"
fi
exit "$code"
