/** What workerd's `crypto.subtle` has more: scripts start the Worker and so see the types of its keys. */
interface SubtleCrypto {
  timingSafeEqual(a: ArrayBuffer | ArrayBufferView, b: ArrayBuffer | ArrayBufferView): boolean;
}
