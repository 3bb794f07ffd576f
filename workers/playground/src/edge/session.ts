/** Whom the page asks, and what it may ask for. */
import { ComfyEdge } from '@comfy-edge/sdk';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';

export interface Session {
  /** Where the service is: where the page came from. */
  readonly url: string;
  readonly edge: ComfyEdge;
  /** Absent for who only reads. */
  readonly apiKey: string | undefined;
  /** Whether images by address need no key; undefined until it is known. */
  readonly hasPublicImages: boolean | undefined;
  /** Brings up the dialogue for a key. */
  readonly askForKey: () => void;
}

export function newEdge(url: string, apiKey: string | undefined): ComfyEdge {
  return new ComfyEdge({ baseUrl: url, apiKey });
}

export const SessionContext = createContext<Session | undefined>(undefined);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === undefined) throw new Error('expected a session around this component, got none');
  return session;
}
