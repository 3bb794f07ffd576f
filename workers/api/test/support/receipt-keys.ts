/** A key for receipts that only tests know: that of RFC 8037, appendix A. */

export const receiptKey = {
  kty: 'OKP',
  crv: 'Ed25519',
  d: 'nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A',
  x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
} as const;

/** Its thumbprint, as the same appendix gives it. */
export const receiptKeyId = 'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k';

export const receiptKeys = JSON.stringify({ keys: [receiptKey] });
