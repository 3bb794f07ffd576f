/** The command line, or a file that it names, is not what a command needs; the message says what would be. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
