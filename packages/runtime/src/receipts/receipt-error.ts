/** Text that is no receipt. */
export class ReceiptError extends Error {
  override readonly name = 'ReceiptError';
}
