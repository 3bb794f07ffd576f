#!/bin/bash
# A sweep as a Slurm job array, a run a task: sbatch trainer/sweeps/slurm-array.sh
#
# Two minutes before its time is up, or when it is preempted, a task gets SIGTERM, leaves a checkpoint, ends with
# 130 and is put back into the queue; then the same command goes on.
#SBATCH --job-name=comfy-edge-sweep
#SBATCH --array=0-8
#SBATCH --gpus=1
#SBATCH --cpus-per-task=4
#SBATCH --time=04:00:00
#SBATCH --signal=TERM@120
#SBATCH --requeue
#SBATCH --open-mode=append

generator_rates=(0.0005 0.001 0.002)
discriminator_rates=(0.001 0.002 0.004)
generator=${generator_rates[SLURM_ARRAY_TASK_ID / 3]}
discriminator=${discriminator_rates[SLURM_ARRAY_TASK_ID % 3]}

srun node trainer/src/cli/train.ts \
  --preset fashion-28 --data data/fashion-mnist \
  --out "runs/sweep/g$generator-d$discriminator" --resume if-any \
  --set "optimizer.generatorRate=$generator" \
  --set "optimizer.discriminatorRate=$discriminator"
code=$?
if [ "$code" -eq 130 ]; then scontrol requeue "${SLURM_ARRAY_JOB_ID}_${SLURM_ARRAY_TASK_ID}"; fi
exit "$code"
