/**
 * The receipt as an XMP packet (ISO 16684-1), for formats without text of their own. It also says what
 * cataloguing software looks for: that a trained algorithm made the picture
 * (https://cv.iptc.org/newscodes/digitalsourcetype/).
 */
import type { EmbeddedReceipt } from './embedded-receipt.ts';

const BEFORE =
  '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>' +
  '<x:xmpmeta xmlns:x="adobe:ns:meta/">' +
  '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">' +
  '<rdf:Description rdf:about=""' +
  ' xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"' +
  ' xmlns:comfy="urn:comfy-edge:xmp:1"' +
  ' Iptc4xmpExt:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"';
const AFTER = '/></rdf:RDF></x:xmpmeta><?xpacket end="r"?>';

const ESCAPES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' } as const;

export function xmpPacket({ receipt, signature }: EmbeddedReceipt): Uint8Array {
  const signed = signature === undefined ? '' : ` comfy:signature="${escapeXml(signature)}"`;
  const text = `${BEFORE} comfy:receipt="${escapeXml(receipt)}"${signed}${AFTER}`;
  return new TextEncoder().encode(text);
}

/** What `xmpPacket` wrote, or undefined: packets of others are none of ours, whatever they say. */
export function readXmpPacket(bytes: Uint8Array): EmbeddedReceipt | undefined {
  // Byte order marks are kept: there is one in the packet.
  const text = new TextDecoder('utf-8', { fatal: false, ignoreBOM: true }).decode(bytes);
  if (!text.startsWith(BEFORE) || !text.endsWith(AFTER)) return undefined;
  const own = text.slice(BEFORE.length, -AFTER.length);
  const [, receipt, signature] =
    /^ comfy:receipt="([^"<>]*)"(?: comfy:signature="([^"<>]*)")?$/.exec(own) ?? [];
  if (receipt === undefined) return undefined;
  return signature === undefined
    ? { receipt: unescapeXml(receipt) }
    : { receipt: unescapeXml(receipt), signature: unescapeXml(signature) };
}

function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ESCAPES[character as keyof typeof ESCAPES]);
}

function unescapeXml(text: string): string {
  const found = Object.entries(ESCAPES);
  return text.replace(/&\w+;/g, (entity) => found.find(([, it]) => it === entity)?.[0] ?? entity);
}
