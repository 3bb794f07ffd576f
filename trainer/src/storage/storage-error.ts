/** What could not be copied to or from where a run's checkpoints are kept; the message says what to do. */
export class StorageError extends Error {
  override readonly name = 'StorageError';
}
