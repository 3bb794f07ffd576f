/** What a file carries: its receipt, and the signature beside it, so that either can be taken away. */

export interface EmbeddedReceipt {
  /** The text of a receipt; whether it is one is for `parseReceipt` to say. */
  readonly receipt: string;
  /** `<key id>.<signature>`, both base64url; files of a deployment without a key have none. */
  readonly signature?: string;
}
