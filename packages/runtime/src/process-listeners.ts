/**
 * Emscripten's glue, where it believes that it is in Node, makes every uncaught exception of the
 * process its own: it rethrows them and prints its whole minified source while doing so. An engine
 * inside an application has no business there.
 */

const EVENTS = ['uncaughtException', 'unhandledRejection'] as const;

type Listener = (...args: unknown[]) => void;

interface Emitter {
  listeners(event: string): Listener[];
  removeListener(event: string, listener: Listener): unknown;
}

/** Runs `action` and removes the process listeners it added; does only the former outside Node. */
export function withoutNewProcessListeners<T>(action: () => T): T {
  const { process: emitter } = globalThis as { process?: Partial<Emitter> };
  if (!isEmitter(emitter)) return action();
  const before = EVENTS.map((event) => new Set(emitter.listeners(event)));
  try {
    return action();
  } finally {
    EVENTS.forEach((event, index) => {
      for (const listener of emitter.listeners(event)) {
        if (!before[index]?.has(listener)) emitter.removeListener(event, listener);
      }
    });
  }
}

function isEmitter(candidate: Partial<Emitter> | undefined): candidate is Emitter {
  return (
    typeof candidate?.listeners === 'function' && typeof candidate.removeListener === 'function'
  );
}
