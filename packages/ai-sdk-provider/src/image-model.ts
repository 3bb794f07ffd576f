/**
 * One model behind the AI SDK's image interface. It speaks to the service's OpenAI-compatible route, which
 * matches prompts to classes; what that route cannot do is said in warnings, never guessed.
 */
import {
  APICallError,
  type ImageModelV4,
  type ImageModelV4CallOptions,
  type ImageModelV4Result,
  InvalidResponseDataError,
  type SharedV4Warning,
} from '@ai-sdk/provider';

interface EdgeImageModelOptions {
  readonly modelId: string;
  readonly url: string;
  readonly apiKey: string;
  readonly fetch: typeof globalThis.fetch;
}

interface AnsweredImage {
  readonly b64_json: string;
  readonly class: string;
  readonly seed: number;
}

export class EdgeImageModel implements ImageModelV4 {
  readonly specificationVersion = 'v4';
  readonly provider = 'comfy-edge';
  readonly maxImagesPerCall = 10;
  readonly modelId: string;
  readonly #options: EdgeImageModelOptions;

  constructor(options: EdgeImageModelOptions) {
    this.modelId = options.modelId;
    this.#options = options;
  }

  /**
   * `providerOptions.comfyEdge.class` names the class instead of the prompt.
   *
   * @throws APICallError with the service's own message, such as the list of classes
   */
  async doGenerate(call: ImageModelV4CallOptions): Promise<ImageModelV4Result> {
    const body = requestBody(this.modelId, call);
    const timestamp = new Date();
    const response = await this.#post(body, call);
    const images = await readImages(response);
    return {
      images: images.map(({ b64_json }) => b64_json),
      warnings: warningsOf(call),
      providerMetadata: {
        comfyEdge: { images: images.map(({ class: name, seed }) => ({ class: name, seed })) },
      },
      response: {
        timestamp,
        modelId: this.modelId,
        headers: headersOf(response),
      },
    };
  }

  async #post(body: object, call: ImageModelV4CallOptions): Promise<Response> {
    const { url, apiKey, fetch } = this.#options;
    const headers = new Headers({
      'Content-Type': 'application/json',
      Authorization: `Bearer ${apiKey}`,
    });
    for (const [name, value] of Object.entries(call.headers ?? {})) {
      if (value !== undefined) headers.set(name, value);
    }
    const response = await fetch(url, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
      ...(call.abortSignal && { signal: call.abortSignal }),
    });
    if (response.ok) return response;
    throw await failureOf(response, body);
  }
}

function requestBody(
  model: string,
  { prompt, n, size, seed, providerOptions }: ImageModelV4CallOptions,
) {
  const { class: name } = providerOptions.comfyEdge ?? {};
  return {
    model,
    // With a class the prompt is of no account, and must be some text.
    prompt: prompt ?? String(name ?? ''),
    n,
    response_format: 'b64_json',
    ...(size !== undefined && { size }),
    ...(seed !== undefined && { seed }),
    ...(name !== undefined && { class: name }),
  };
}

function warningsOf({ aspectRatio, files, mask }: ImageModelV4CallOptions): SharedV4Warning[] {
  const unsupported = (feature: string, details: string): SharedV4Warning => ({
    type: 'unsupported',
    feature,
    details,
  });
  return [
    ...(aspectRatio === undefined
      ? []
      : [unsupported('aspectRatio', 'A model has one proportion; use size.')]),
    ...(files === undefined || files.length === 0
      ? []
      : [unsupported('files', 'Variations of pictures are at POST /v1/variations.')]),
    ...(mask === undefined ? [] : [unsupported('mask', 'Nothing is edited in place.')]),
  ];
}

async function readImages(response: Response): Promise<readonly AnsweredImage[]> {
  const body: unknown = await response.json();
  const { data } = body as { data?: readonly AnsweredImage[] };
  if (Array.isArray(data) && data.every((it) => typeof it?.b64_json === 'string')) return data;
  throw new InvalidResponseDataError({ data: body, message: 'expected images in base64' });
}

async function failureOf(response: Response, requestBodyValues: object): Promise<APICallError> {
  const responseBody = await response.text();
  return new APICallError({
    message: messageIn(responseBody) ?? `expected an image, got status ${response.status}`,
    url: response.url,
    requestBodyValues,
    statusCode: response.status,
    responseHeaders: headersOf(response),
    responseBody,
    isRetryable: response.status === 429 || response.status >= 500,
  });
}

function headersOf(response: Response): Record<string, string> {
  const headers: Record<string, string> = {};
  response.headers.forEach((value, name) => {
    headers[name] = value;
  });
  return headers;
}

function messageIn(text: string): string | undefined {
  try {
    const { error } = JSON.parse(text) as { error?: { message?: unknown } };
    return typeof error?.message === 'string' ? error.message : undefined;
  } catch {
    return undefined;
  }
}
