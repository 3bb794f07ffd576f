/** `traceparent` after https://www.w3.org/TR/trace-context/#traceparent-header: what is continued, what is not. */

import { expect, test } from 'vitest';
import { traceOf, traceresponse } from './trace-context.ts';

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
const parentSpanId = '00f067aa0ba902b7';

test.each([
  ['sampled', `00-${traceId}-${parentSpanId}-01`, true],
  ['not sampled', `00-${traceId}-${parentSpanId}-00`, false],
  ['with flags that came later', `00-${traceId}-${parentSpanId}-02`, false],
  ['of a version to come', `cc-${traceId}-${parentSpanId}-01-what-it-adds`, true],
  ['of a version to come without more', `01-${traceId}-${parentSpanId}-01`, true],
])('a trace %s is continued', (_, header, sampled) => {
  const trace = traceOf(header);
  expect(trace).toMatchObject({ traceId, parentSpanId, sampled });
  expect(trace.spanId).toMatch(/^[0-9a-f]{16}$/);
  expect(trace.spanId).not.toBe(parentSpanId);
  expect(traceresponse(trace)).toBe(`00-${traceId}-${trace.spanId}-${sampled ? '01' : '00'}`);
});

test.each([
  ['no header', undefined],
  ['nothing', ''],
  ['a trace of zeros', `00-${'0'.repeat(32)}-${parentSpanId}-01`],
  ['a parent of zeros', `00-${traceId}-${'0'.repeat(16)}-01`],
  ['capital letters', `00-${traceId.toUpperCase()}-${parentSpanId}-01`],
  ['the version that is none', `ff-${traceId}-${parentSpanId}-01`],
  ['a first version with more', `00-${traceId}-${parentSpanId}-01-more`],
  ['a later version without a dash', `cc-${traceId}-${parentSpanId}-01.more`],
  ['a short trace', `00-${traceId.slice(1)}-${parentSpanId}-01`],
  ['a short flag', `00-${traceId}-${parentSpanId}-1`],
  ['other letters', `00-${traceId.replace('4', 'g')}-${parentSpanId}-01`],
  ['two headers at once', `00-${traceId}-${parentSpanId}-01, 00-${traceId}-${parentSpanId}-01`],
])('%s begins a trace', (_, header) => {
  const trace = traceOf(header);
  expect(trace.traceId).toMatch(/^[0-9a-f]{32}$/);
  expect(trace.traceId).not.toBe(traceId);
  expect(trace.parentSpanId).toBeUndefined();
  expect(trace.sampled).toBe(false);
});
