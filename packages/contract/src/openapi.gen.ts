// Generated from openapi.yaml by `npm run gen`. Do not edit.

export interface paths {
    "/v1/images": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Generate one image or a batch
         * @description Generates `n` images. Image `i` has the seed `(seed + i) mod 2^32`, so any image of a batch can
         *     be asked for again alone: send its seed and class with `n: 1` and the same bytes come back.
         *
         *     The answer follows `Accept`:
         *     - `image/png` (also `*\/*`, `image/*` or no `Accept` at all), `image/webp`, `image/jpeg`: the
         *       image itself for `n: 1`, a contact sheet for more, row by row, `columns` wide.
         *     - `application/x-npy`: the pixels as a tensor `[n, height, width, channels]`, as `numpy.load`
         *       reads it.
         *     - `application/json`: every image base64-encoded with its seed, class and digest.
         *     - `multipart/mixed`: every image as a part of its own, sent as soon as it is made, with
         *       `Content-Type`, `Comfy-Seed`, `Comfy-Class` and `Comfy-Receipt`.
         *     - `text/event-stream`: events whose `data` is JSON. `start` says what all images have in common
         *       (`StreamStart`), `progress` how many are done before each (`StreamProgress`), `image` has each as
         *       soon as it is made (`GeneratedImage`), and `done` ends it (`StreamProgress`); a failure in the
         *       middle is a `problem` (`Problem`), and nothing comes after it. The `id` of an `image` is what
         *       `Last-Event-ID` takes to go on behind it, with the same body, also where the seed was drawn or an
         *       alias has moved since.
         *
         *     The next image of a stream is made when the client has taken the last; where the client goes away,
         *     the work stops. `format` says which file is meant, whatever `Accept` would choose; in JSON every image has it.
         *     WebP is lossless unless `quality` is given. The same request gives the same bytes in every format.
         *
         *     Every file carries its receipt: the engine, the version, the seed and all else that it takes to make
         *     it again, and the SHA-256 of its pixels, signed with the deployment's key where it has one. It is in
         *     PNG as text (`iTXt`), in WebP and JPEG as XMP, and for all of them in `Comfy-Receipt`; in JSON every
         *     image has its own. Without the signature the bytes are those of an offline replay.
         *
         *     Where the seed was given and the model is pinned by digest the answer can never change: it
         *     carries a strong `ETag` and `Cache-Control: public, max-age=31536000, immutable`. Everything
         *     else is `no-store`. Pinning also saves the look-up of the alias in the object storage, and one
         *     image in a format of `GET /v1/models/{model}/versions/{digest}/images/{seed}.{format}` is then
         *     found there without being made again, and here, where its class is given by name.
         */
        post: operations["generateImages"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/interpolations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Walk from image to image
         * @description The images along a path through `waypoints`: latents of seeds, or latents of your own, each with a
         *     class. Between two waypoints the latent goes along the sphere (spherical linear interpolation)
         *     and the class along the line between its rows in the network, so both may change at once. `frames`
         *     are spread evenly over the whole path; with `loop` it leads back to its beginning, and the last
         *     frame is the one before the first.
         *
         *     A frame at a waypoint is the image that `POST /v1/images` makes of its seed and class, to the byte.
         *
         *     The answer follows `Accept`:
         *     - `image/apng` (also `*\/*`, `image/*` or no `Accept` at all): an animated PNG, played for ever.
         *     - `image/gif`: the same as GIF; lossless for grey images, 256 colours a frame otherwise. Times are
         *       rounded to hundredths of a second.
         *     - `image/webp`: the same as WebP, lossless unless `quality` is given.
         *     - `image/png`, `image/jpeg`: a contact sheet of the frames, `columns` wide.
         *     - `application/x-npy`: the frames as a tensor `[frames, height, width, channels]`.
         *     - `application/json`: every frame in base64, as PNG or the still that `format` names.
         *
         *     Every file carries its receipt as those of `POST /v1/images` do, in GIF as XMP: that of an animation
         *     or a sheet has the whole path, that of a frame what lies around it. A path that is too long for a
         *     receipt (8 KiB; latents of your own take 6 bytes a value) has none.
         *
         *     Cacheable for ever under the same conditions as `POST /v1/images`.
         */
        post: operations["interpolate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/encodings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Find the latent of a picture
         * @description Runs the encoder that the version was published with: the mean μ and the deviation σ of q(z|x), a
         *     Gaussian with independent components. The encoder does not see a class.
         *
         *     The picture is a PNG, JPEG or WebP of at most 2,097,152 pixels. What the model cannot take is
         *     converted, and `source.conversions` says so: 16 bits a sample (`depth`), a camera's orientation
         *     (`turned`), transparency (`flattened`, on `background`), other proportions (`cropped`, around the
         *     centre), another size (`resized`), colour (`gray`) or the lack of it (`colour`). Animations, CMYK
         *     and damaged files are refused.
         *
         *     Cacheable for ever where the model is pinned by digest.
         */
        post: operations["encodeImage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reconstructions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * See a picture through the model
         * @description Encodes a picture as `POST /v1/encodings` does and decodes the mean again: what the model can say of
         *     it. Without a `class`, it takes the one whose reconstruction is nearest to the picture.
         *
         *     The answer follows `Accept`: `image/png` (also `*\/*`, `image/*` or no `Accept` at all), `image/webp`,
         *     `image/jpeg` and `application/x-npy` are the reconstruction, `application/json` has the picture as
         *     the encoder saw it beside it, always as PNG. `format` says which file is meant, whatever `Accept`
         *     would choose.
         *
         *     The receipt holds the latent that was decoded, and nothing of the picture: it is enough to make the
         *     reconstruction again, and says nothing of what was sent.
         *
         *     Cacheable for ever where the model is pinned by digest.
         */
        post: operations["reconstructImage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/variations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make variations of a picture
         * @description Encodes a picture as `POST /v1/encodings` does and decodes `n` latents around its mean μ:
         *     `z = √(1 − strength²) · μ + strength · ε`, with the noise ε of the seed `(seed + i) mod 2^32`. A strength
         *     of 0 is the reconstruction, 1 is the image that `POST /v1/images` makes of that seed, and between
         *     them every z is as likely as any latent: an augmentation that keeps to what the model has learnt.
         *     Without a `class`, it takes the one whose reconstruction is nearest to the picture.
         *
         *     The answer follows `Accept`: `image/png` (also `*\/*`, `image/*` or no `Accept` at all), `image/webp`
         *     and `image/jpeg` are the image for `n: 1` and a contact sheet for more, `application/x-npy` is a
         *     tensor `[n, height, width, channels]`, `application/json` has every image in base64. `format` says
         *     which file is meant, whatever `Accept` would choose.
         *
         *     The receipt holds μ, and nothing of the picture: it is enough to make the variations again, and says
         *     nothing of what was sent.
         *
         *     Cacheable for ever where the model is pinned by digest and the seed was given, or nothing is drawn.
         */
        post: operations["varyImage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/comparisons": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put two versions side by side
         * @description Makes `n` pairs of images: the same seed, truncation and class on both versions. What to look at
         *     before an alias moves. Pair `i` has the seed `(seed + i) mod 2^32`; without a `class`, it has the class
         *     `i mod classes` of those that both versions name. The versions must agree on the size of their
         *     images and latents.
         *
         *     Each pair has two distances: `meanAbsoluteLevels`, the mean difference of their samples in levels
         *     of 255, and `structuralSimilarity`, the mean SSIM (Wang et al. 2004) over windows of 7×7, which is
         *     1 for equal images.
         *
         *     The answer follows `Accept`: `image/png` (also `*\/*`, `image/*` or no `Accept` at all), `image/webp`
         *     and `image/jpeg` are a sheet with the first version, the second and their absolute difference
         *     beside each other, `columns` pairs in a row; `application/x-npy` is a tensor of these images,
         *     `[3n, height, width, channels]`; `application/json` has every image in base64. `format` says which
         *     file is meant, whatever `Accept` would choose.
         *
         *     A sheet's receipt names both versions; an image in JSON has that of the same image by
         *     `POST /v1/images`.
         *
         *     Cacheable for ever where both versions are pinned by digest and the seed was given.
         */
        post: operations["compareVersions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openai/v1/models": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the models for OpenAI's clients
         * @description The first 100 models. `created` is when the newest version was published.
         */
        get: operations["listOpenAiModels"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openai/v1/images/generations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Generate images for OpenAI's clients
         * @description What the official `openai` client sends to `images.generate`, with `baseURL` at `/openai/v1` of this
         *     service. The prompt must name a class of the model: its name in any spelling, with an article or
         *     in the plural, or one of a few synonyms (`pants` for `trouser`). Nothing else is understood, and the
         *     error lists the classes. `class` and `seed` are taken as further fields; with `class`, the prompt is of
         *     no account.
         *
         *     `size` is the model's own unless given, and must have its proportions. With `response_format: url`
         *     the images are URLs of this service where it serves images to everybody, and data URLs otherwise.
         *     `quality`, `style`, `background`, `moderation` and `user` are of no account.
         */
        post: operations["generateOpenAiImages"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openai/v1/images/variations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make variations for OpenAI's clients
         * @description What the official `openai` client sends to `images.createVariation`; see `POST /v1/variations`.
         *     `class`, `seed` and `strength` are taken as further fields.
         */
        post: operations["varyOpenAiImage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/models": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the models
         * @description All models in a fixed order, page by page. Pass `nextCursor` of one page as `cursor` of the next;
         *     the last page has none.
         */
        get: operations["listModels"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/models/{model}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One model with its aliases and versions */
        get: operations["getModel"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/blobs/{sha256}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Store a blob under its SHA-256
         * @description The first step of publishing. The bytes must hash to the name. Repeating the request is harmless;
         *     a stored blob whose bytes no longer hash to the name is replaced.
         */
        put: operations["putBlob"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/models/{model}/versions/{digest}": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description An id of your own for this request, 1 to 64 of `A-Z a-z 0-9 . _ -`; anything else is replaced by a
                 *     fresh one. The answer repeats it.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /**
                 * @description The model's name.
                 * @example fashion-mnist
                 */
                model: components["parameters"]["Model"];
                /**
                 * @description The SHA-256 of the version's manifest.
                 * @example 9f6d31ba78b3bb5d285b57ec0687e57cbd34cb6f5f6c7b924ff33c33090f43c8
                 */
                digest: components["parameters"]["VersionDigest"];
            };
            cookie?: never;
        };
        /**
         * What one version is
         * @description A summary of the version's manifest. It never changes, so it may be cached for ever.
         */
        get: operations["getModelVersion"];
        /**
         * Publish a version
         * @description The second step of publishing. The body is the canonical manifest, byte for byte: its SHA-256 must
         *     be `digest`, and every blob it names must be there already, with the size it says. Before it is
         *     stored it is loaded and makes one image. Repeating the request is harmless. No alias moves.
         *
         *     **A publisher vouches for it.** `Comfy-Publication` carries a statement that a publisher whom this
         *     deployment lists (`/v1/publishers`) has signed: this digest is a version of this model. It has an
         *     expiry, and a counter that goes up with every statement about the model, so that what is old or was
         *     held back is refused. A stored version gets a new statement by the same request with a higher counter.
         *     A deployment may take unsigned versions as well (`UNSIGNED_MODELS`).
         */
        put: operations["putModelVersion"];
        post?: never;
        /**
         * Delete a version
         * @description It is listed no more, and cannot be generated from; an isolate that holds it may go on for a while.
         *     Refused while an alias points at it or sends callers to it. Its bytes go with the next garbage
         *     collection. It comes back by nothing but a new statement: those that it had are used up.
         */
        delete: operations["deleteModelVersion"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/models/{model}/aliases/{alias}": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description An id of your own for this request, 1 to 64 of `A-Z a-z 0-9 . _ -`; anything else is replaced by a
                 *     fresh one. The answer repeats it.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /**
                 * @description The model's name.
                 * @example fashion-mnist
                 */
                model: components["parameters"]["Model"];
                /**
                 * @description The alias, such as `latest`.
                 * @example latest
                 */
                alias: components["parameters"]["ModelAlias"];
            };
            cookie?: never;
        };
        /**
         * Where an alias points
         * @description Its `ETag` is what `If-Match` takes to move the alias.
         */
        get: operations["getModelAlias"];
        /**
         * Create or move an alias
         * @description The last step of publishing: promotion. The write is conditional, so two publishers cannot overwrite
         *     each other unseen: send `If-None-Match: *` to create the alias or `If-Match` with the `ETag` of what you
         *     mean to replace. A canary that the alias had ends.
         *
         *     The version's statement must still be valid and its publisher believed. It is refused when it is older
         *     than the version in its place, by the counters of their statements, and when it is below the alias's
         *     quality gate (`PUT …/policy`), unless `force` is sent with a `reason`; the audit log keeps both.
         */
        put: operations["putModelAlias"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/models/{model}/aliases/{alias}/policy": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description An id of your own for this request, 1 to 64 of `A-Z a-z 0-9 . _ -`; anything else is replaced by a
                 *     fresh one. The answer repeats it.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /**
                 * @description The model's name.
                 * @example fashion-mnist
                 */
                model: components["parameters"]["Model"];
                /**
                 * @description The alias.
                 * @example beta
                 */
                alias: components["schemas"]["Alias"];
            };
            cookie?: never;
        };
        get?: never;
        /**
         * Set the quality gate of an alias
         * @description What a version's metrics must reach before this alias may point at it, or send callers to it. A rule may
         *     have a `limit`, a `tolerance` against the version in place, or both. Without rules everything passes.
         *     What the alias points at already is not judged again.
         */
        put: operations["putAliasPolicy"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/models/{model}/aliases/{alias}/canary": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description An id of your own for this request, 1 to 64 of `A-Z a-z 0-9 . _ -`; anything else is replaced by a
                 *     fresh one. The answer repeats it.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /**
                 * @description The model's name.
                 * @example fashion-mnist
                 */
                model: components["parameters"]["Model"];
                /**
                 * @description The alias.
                 * @example beta
                 */
                alias: components["schemas"]["Alias"];
            };
            cookie?: never;
        };
        /**
         * How a canary does
         * @description Which version it is, how many percent of the callers get it, and what both versions did since the split
         *     is what it is. Counted are requests that generate by alias: as answered, or as failed where the version
         *     could not be loaded or run. Each isolate adds its counts every few seconds, and what one has not added
         *     when it is thrown away is lost: they compare two versions, and are no bill.
         */
        get: operations["getCanary"];
        /**
         * Send a share of the callers to another version
         * @description Starts a canary, replaces it, or changes its share. A caller always gets the same version of the two, by
         *     a hash of its key's id, or of its address where it has no key; when the share grows, nobody goes back.
         *     The version must pass what `putModelAlias` asks of it. Promote it by moving the alias to it.
         */
        put: operations["putCanary"];
        post?: never;
        /**
         * End a canary
         * @description From now on everybody gets what the alias points at.
         */
        delete: operations["deleteCanary"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/models/{model}/aliases/{alias}/history": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description An id of your own for this request, 1 to 64 of `A-Z a-z 0-9 . _ -`; anything else is replaced by a
                 *     fresh one. The answer repeats it.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /**
                 * @description The model's name.
                 * @example fashion-mnist
                 */
                model: components["parameters"]["Model"];
                /**
                 * @description The alias.
                 * @example beta
                 */
                alias: components["schemas"]["Alias"];
            };
            cookie?: never;
        };
        /**
         * Where an alias pointed
         * @description Every state that the alias had, newest first, page by page. Who changed it, and why, is in the audit log.
         */
        get: operations["listAliasHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/models/{model}/aliases/{alias}/rollback": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description An id of your own for this request, 1 to 64 of `A-Z a-z 0-9 . _ -`; anything else is replaced by a
                 *     fresh one. The answer repeats it.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /**
                 * @description The model's name.
                 * @example fashion-mnist
                 */
                model: components["parameters"]["Model"];
                /**
                 * @description The alias.
                 * @example beta
                 */
                alias: components["schemas"]["Alias"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Go back to what an alias served before
         * @description Ends the canary, where the alias has one. Otherwise points the alias at the version that it pointed at
         *     before the present one; done again, further back. Versions that were deleted, or whose publisher was
         *     revoked, are passed over. Neither the quality gate nor an expiry stands in the way.
         *
         *     Send an `Idempotency-Key`, or `If-Match`, so that a request whose answer was lost can be sent again without
         *     going back twice; with the first, the answer is had again.
         */
        post: operations["rollBackAlias"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/models/{model}/versions/{digest}/directions": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description An id of your own for this request, 1 to 64 of `A-Z a-z 0-9 . _ -`; anything else is replaced by a
                 *     fresh one. The answer repeats it.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /**
                 * @description The model's name.
                 * @example fashion-mnist
                 */
                model: components["parameters"]["Model"];
                /**
                 * @description The SHA-256 of the version's manifest.
                 * @example 9f6d31ba78b3bb5d285b57ec0687e57cbd34cb6f5f6c7b924ff33c33090f43c8
                 */
                digest: components["parameters"]["VersionDigest"];
            };
            cookie?: never;
        };
        /**
         * See what can be turned
         * @description Directions in latent space along which images change in one respect (the length of sleeves, the
         *     brightness of the cloth), the one that changes most first: principal components of what the
         *     generator's first layer makes of many latents (GANSpace: Härkönen et al. 2020, arXiv:2004.02546),
         *     found when the version was published. Each comes with a strip: the image of `seed` and `class` at
         *     -3 to 3 standard deviations. Use them as `directions` of `POST /v1/images`, or of a waypoint.
         *
         *     The list is empty where the version was published without directions. Who may read it is who may
         *     read images by URL.
         */
        get: operations["listDirections"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/models/{model}/versions/{digest}/exports/{network}/{file}": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description An id of your own for this request, 1 to 64 of `A-Z a-z 0-9 . _ -`; anything else is replaced by a
                 *     fresh one. The answer repeats it.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /**
                 * @description The model's name.
                 * @example fashion-mnist
                 */
                model: components["parameters"]["Model"];
                /**
                 * @description The SHA-256 of the version's manifest.
                 * @example 9f6d31ba78b3bb5d285b57ec0687e57cbd34cb6f5f6c7b924ff33c33090f43c8
                 */
                digest: components["parameters"]["VersionDigest"];
                /**
                 * @description Which of the version's networks.
                 * @example generator
                 */
                network: "generator" | "encoder";
                /**
                 * @description `model.json`, a file of weights that it names, or `model.onnx`; `manifest.json` and
                 *     `model.safetensors` for what was published, byte for byte.
                 * @example model.json
                 */
                file: string;
            };
            cookie?: never;
        };
        /**
         * A version to take along
         * @description A network of the version as it was published, for whoever makes the images without this service:
         *     `manifest.json`, whose SHA-256 is the version, and `model.safetensors`, whose SHA-256 the manifest
         *     says. `@comfy-edge/sdk/replay` draws with them what the service draws, to the last bit.
         *
         *     And as a file that others load by its URL, without any code of ours:
         *     `tf.loadGraphModel('…/exports/generator/model.json')` in plain TensorFlow.js, which finds the weights
         *     beside it, and `model.onnx` in ONNX runtimes. They are written from the version's own weights, so
         *     every version has them and they draw what the service draws, but for the last digits of a sum.
         *
         *     The generator takes `latent` `[batch, latent.size]` of standard normal numbers and, where the
         *     classes differ, `class` `[batch]` int32; it gives `image` in [-1, 1], `[batch, height, width,
         *     channels]` in TensorFlow.js and `[batch, channels, height, width]` in ONNX. The encoder takes such an
         *     image as `image` and gives `posterior`: μ, then log σ².
         *
         *     Any page may ask (CORS). Who may read them is who may read images by address.
         */
        get: operations["getModelExport"];
        put?: never;
        post?: never;
        delete?: never;
        /**
         * May a page ask for a version's files?
         * @description What browsers ask before a page sends a key (a CORS preflight,
         *     https://fetch.spec.whatwg.org/#http-cors-protocol). Nothing else is looked at.
         */
        options: operations["preflightModelExport"];
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/models/{model}/versions/{digest}/images/{seed}.{format}": {
        parameters: {
            query?: {
                /**
                 * @description A class by name, or by index where no class is called so; the first one when left out.
                 * @example sneaker
                 */
                class?: components["parameters"]["ImageClass"];
                /**
                 * @description As in `POST /v1/images`; in decimal digits.
                 * @example 0.8
                 */
                truncation?: components["parameters"]["ImageTruncation"];
                /**
                 * @description As in `POST /v1/images`.
                 * @example 224
                 */
                size?: components["parameters"]["ImageSize"];
                /**
                 * @description As in `POST /v1/images`.
                 * @example nearest
                 */
                resampling?: components["parameters"]["ImageResampling"];
                /**
                 * @description As in `POST /v1/images`.
                 * @example 80
                 */
                quality?: components["parameters"]["ImageQuality"];
            };
            header?: {
                /**
                 * @description An id of your own for this request, 1 to 64 of `A-Z a-z 0-9 . _ -`; anything else is replaced by a
                 *     fresh one. The answer repeats it.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /**
                 * @description The model's name.
                 * @example fashion-mnist
                 */
                model: components["parameters"]["Model"];
                /**
                 * @description The SHA-256 of the version's manifest.
                 * @example 9f6d31ba78b3bb5d285b57ec0687e57cbd34cb6f5f6c7b924ff33c33090f43c8
                 */
                digest: components["parameters"]["VersionDigest"];
                /**
                 * @description The seed, in decimal digits.
                 * @example 42
                 */
                seed: components["parameters"]["ImageSeed"];
                /**
                 * @description The format of the file.
                 * @example webp
                 */
                format: components["parameters"]["ImageFormat"];
            };
            cookie?: never;
        };
        /**
         * One image by its address
         * @description The image of this seed, for `<img src>` and for caches. It can never change, and may be kept for
         *     ever; whatever order the parameters come in, it is the same image under the same `ETag`. Where
         *     the data centre holds it, or the client does (`If-None-Match`), nothing is generated.
         *     `Cache-Status` (RFC 9211) says which it was.
         *
         *     Making images takes a key with the scope `images:write`, unless the deployment opens its images
         *     to everybody (its variable `PUBLIC_IMAGES`, as `npm start` does): then no key is looked at, and
         *     `Cache-Control` says `public` instead of `private`.
         */
        get: operations["getImage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/models/{model}/aliases/{alias}/images/{seed}.{format}": {
        parameters: {
            query?: {
                /**
                 * @description A class by name, or by index where no class is called so; the first one when left out.
                 * @example sneaker
                 */
                class?: components["parameters"]["ImageClass"];
                /**
                 * @description As in `POST /v1/images`; in decimal digits.
                 * @example 0.8
                 */
                truncation?: components["parameters"]["ImageTruncation"];
                /**
                 * @description As in `POST /v1/images`.
                 * @example 224
                 */
                size?: components["parameters"]["ImageSize"];
                /**
                 * @description As in `POST /v1/images`.
                 * @example nearest
                 */
                resampling?: components["parameters"]["ImageResampling"];
                /**
                 * @description As in `POST /v1/images`.
                 * @example 80
                 */
                quality?: components["parameters"]["ImageQuality"];
            };
            header?: {
                /**
                 * @description An id of your own for this request, 1 to 64 of `A-Z a-z 0-9 . _ -`; anything else is replaced by a
                 *     fresh one. The answer repeats it.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /**
                 * @description The model's name.
                 * @example fashion-mnist
                 */
                model: components["parameters"]["Model"];
                /**
                 * @description The alias, such as `latest`.
                 * @example latest
                 */
                alias: components["parameters"]["ModelAlias"];
                /**
                 * @description The seed, in decimal digits.
                 * @example 42
                 */
                seed: components["parameters"]["ImageSeed"];
                /**
                 * @description The format of the file.
                 * @example webp
                 */
                format: components["parameters"]["ImageFormat"];
            };
            cookie?: never;
        };
        /**
         * Where the image of an alias is
         * @description Sends the client on to the address of the image under the version that the alias points to now.
         *     The parameters are checked first, and go on in their one spelling. Who may ask is as for that
         *     address.
         */
        get: operations["findImage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/publishers": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description An id of your own for this request, 1 to 64 of `A-Z a-z 0-9 . _ -`; anything else is replaced by a
                 *     fresh one. The answer repeats it.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        /**
         * Whose signatures are believed
         * @description All publishers, in the order in which they were listed; also those that were revoked.
         */
        get: operations["listPublishers"];
        put?: never;
        /**
         * Believe a publisher
         * @description Lists the public half of an Ed25519 key (RFC 8037), as `npm run new-publisher-key` prints it. Repeating it
         *     is harmless. To rotate a key, list the new one, publish with it, and revoke the old one.
         */
        post: operations["addPublisher"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/publishers/{publisher}": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description An id of your own for this request, 1 to 64 of `A-Z a-z 0-9 . _ -`; anything else is replaced by a
                 *     fresh one. The answer repeats it.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Believe a publisher no more
         * @description From now on nothing of this publisher's can be published, promoted or rolled back to. What serves goes on
         *     serving; `serving` says where, so that it can be moved or signed by another.
         */
        delete: operations["revokePublisher"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/blobs/garbage-collections": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description An id of your own for this request, 1 to 64 of `A-Z a-z 0-9 . _ -`; anything else is replaced by a
                 *     fresh one. The answer repeats it.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Delete what no version refers to
         * @description Looks at a page of the object storage, and deletes the manifests and blobs in it that no version refers to,
         *     if they were stored longer ago than `graceSeconds`. Pass `nextCursor` as `cursor` to go on. Publishing may
         *     go on meanwhile: what a publisher counts on is not collected, and it is told to try again where it comes
         *     too late.
         */
        post: operations["collectGarbage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description An id of your own for this request, 1 to 64 of `A-Z a-z 0-9 . _ -`; anything else is replaced by a
                 *     fresh one. The answer repeats it.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        /**
         * Who did what, when and why
         * @description The audit log, newest first, page by page. Entries are written together with the change that they tell of,
         *     and can neither be changed nor deleted.
         */
        get: operations["listAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/verifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Is this image what its receipt says?
         * @description Takes an image of this service as the body, or a receipt alone, makes again what the receipt says, and
         *     answers with everything that differs: whether pixels were changed, the receipt was edited, or only
         *     the file was written anew. Nothing is believed that was not made again. What is made again of a
         *     picture that was sent to `POST /v1/variations` or `POST /v1/reconstructions` is the answer, from the
         *     latent in its receipt; whether the picture had that latent, `POST /v1/encodings` tells whoever has it.
         *
         *     Who may ask is as for `GET /v1/models/{model}/versions/{digest}/images/{seed}.{format}`.
         */
        post: operations["verify"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What keys have used
         * @description Requests, images, errors and estimated CPU by day (UTC), key and model, the newest day first, page by
         *     page. Every key may read its own; one with the scope `admin` that of all. Requests that named no model
         *     there is are counted without one.
         *
         *     Counts come some thirty seconds late, from the ledgers of the keys. `images` are those that were made:
         *     an answer of a cache, or a stored one for an `Idempotency-Key`, has none. `errors` are answers of 400
         *     and above, quotas' refusals among them. `estimatedCpuMs` is not what is billed: a Worker cannot read its
         *     own CPU time, so it is what the multiplications of the networks that ran take on a processor of ours,
         *     and the same for the same work. What an instance has not yet reported when the platform ends it, at
         *     most a second or so, is missing.
         */
        get: operations["getUsage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/.well-known/comfy-edge-keys.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The keys that sign receipts
         * @description A JSON Web Key Set; none where this deployment does not sign. A signature by a key that has retired
         *     goes on to be verified as long as the key is listed.
         */
        get: operations["getReceiptKeys"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the keys
         * @description All keys, also those that were revoked or have expired, the newest first, page by page. Pass
         *     `nextCursor` of one page as `cursor` of the next; the last page has none. The deployment's own admin
         *     key is not among them.
         */
        get: operations["listKeys"];
        put?: never;
        /**
         * Make a key
         * @description Answers with the key's text, this once: only its SHA-256 is kept. Only keys with the scope `admin` may
         *     make keys, so none can give what it lacks.
         *
         *     With an `Idempotency-Key`, whoever did not hear the answer repeats the request with the same API key, and
         *     gets the same key. Until then the text is kept for it, encrypted so that it opens with that API key's
         *     text alone, which the service does not have either; after 24 hours it is gone. The answer is as the key
         *     was made, also where it was revoked since. Without the header, a key whose answer was lost opens nothing
         *     for anybody: revoke it, and make another.
         */
        post: operations["createKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/keys/{id}": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description An id of your own for this request, 1 to 64 of `A-Z a-z 0-9 . _ -`; anything else is replaced by a
                 *     fresh one. The answer repeats it.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /**
                 * @description The key's id, which is the second part of its text.
                 * @example ExampleKey00
                 */
                id: components["schemas"]["KeyId"];
            };
            cookie?: never;
        };
        /** What is known of a key */
        get: operations["getKey"];
        put?: never;
        post?: never;
        /**
         * Revoke a key
         * @description From now on no request with this key begins; what it has begun comes to its end. The key stays in the
         *     list, as revoked. Repeating the request changes nothing, also not the time.
         */
        delete: operations["revokeKey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Is the service alive?
         * @description Answers 200 wherever the Worker runs, without asking anything else: for load balancers and for uptime.
         *     Whether it can work, `/readyz` says.
         */
        get: operations["getHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Is the service able to work?
         * @description Asks every part that the service is made of, and says of each in which state it is. Ready means that
         *     all needed parts are `ok` and that no other has `failed`; the default model counts when it is loaded,
         *     or could be. Five seconds without an answer are a failure.
         *
         *     `determinism` is what the last check of golden images found, which a timer makes every hour:
         *     `changed` where the runtime no longer makes the bytes that were recorded with the deployment. Such a
         *     service still works, so it is ready; what was made before is then not to be had again.
         */
        get: operations["getReadiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** This document */
        get: operations["getOpenapi"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * @description A SHA-256, as 64 lower-case hexadecimal digits.
         * @example 9f6d31ba78b3bb5d285b57ec0687e57cbd34cb6f5f6c7b924ff33c33090f43c8
         */
        Digest: string;
        /**
         * @description Lower-case letters, digits and hyphens; at most 63, the first a letter or digit.
         * @example fashion-mnist
         */
        ModelName: string;
        /**
         * @description Lower-case letters, digits and hyphens; at most 63, the first a letter or digit.
         * @example latest
         */
        Alias: string;
        /** @description An unsigned 32-bit integer. */
        SeedU32: number;
        /**
         * @description Width of each image in pixels; the height follows. When left out, as the model draws them. All
         *     images of an answer together may have at most 1,048,576 pixels.
         */
        ImageSize: number;
        /**
         * @description How images get their `size`: `nearest` repeats pixels, and takes multiples of the model's own width
         *     alone; `lanczos` is smooth, and takes any.
         * @default nearest
         * @enum {string}
         */
        Resampling: "nearest" | "lanczos";
        /**
         * @description How much of the image is kept by JPEG (90 when left out) and by WebP (everything when left out).
         *     Other formats lose nothing, and refuse it.
         */
        Quality: number;
        /**
         * @description What a tensor (`npy`) holds: bytes, or what the network gave before it was rounded to bytes, in [-1, 1].
         * @default uint8
         * @enum {string}
         */
        ValueType: "uint8" | "float32";
        /**
         * @description The format of the images; when left out, `Accept` chooses, and PNG in JSON.
         * @enum {string}
         */
        FileFormat: "png" | "webp" | "jpeg" | "npy";
        /** @description What to generate. */
        GenerateImagesRequest: {
            /**
             * @description `name` (the same as `name@latest`), `name@alias`, or `name@digest` to pin a version.
             * @example fashion-mnist
             * @example fashion-mnist@latest
             */
            model: string;
            /**
             * @description A class by name or by index. When left out, image `i` gets class `i mod classes`.
             * @example sneaker
             * @example 7
             */
            class?: string | number;
            /** @description Drawn at random, and reported, when left out. */
            seed?: components["schemas"]["SeedU32"];
            /**
             * @description How many images.
             * @default 1
             */
            n?: number;
            /**
             * @description Scales the latent vector: 1 gives the full variety, less gives more typical images, 0 the one
             *     most typical image of the class.
             * @default 1
             */
            truncation?: number;
            directions?: components["schemas"]["DirectionSteps"];
            format?: components["schemas"]["FileFormat"];
            size?: components["schemas"]["ImageSize"];
            resampling?: components["schemas"]["Resampling"];
            quality?: components["schemas"]["Quality"];
            valueType?: components["schemas"]["ValueType"];
            /**
             * @description Width of the contact sheet in images; only used for one. When left out, the smallest square
             *     that holds all.
             */
            columns?: number;
        };
        /** @description Images and all that is needed to make them again. */
        GeneratedImages: {
            model: components["schemas"]["ModelName"];
            digest: components["schemas"]["Digest"];
            /** @description The engine that made the images. */
            engineId: string;
            truncation: number;
            directions?: components["schemas"]["DirectionSteps"];
            images: components["schemas"]["GeneratedImage"][];
        };
        /** @description What the images of a stream have in common. */
        StreamStart: {
            model: components["schemas"]["ModelName"];
            digest: components["schemas"]["Digest"];
            engineId: string;
            truncation: number;
            directions?: components["schemas"]["DirectionSteps"];
            /** @description The seed of image 0, given or drawn. */
            seed: components["schemas"]["SeedU32"];
            n: number;
            /** @description The image that the stream begins with; above 0 where it goes on. */
            firstIndex: number;
        };
        /** @description How far a stream is. */
        StreamProgress: {
            done: number;
            total: number;
        };
        /** @description One image. */
        GeneratedImage: {
            /** @description Its place in the batch. */
            index: number;
            /** @description The seed that makes this image alone. */
            seed: components["schemas"]["SeedU32"];
            /** @description The name of its class. */
            class: string;
            classIndex: number;
            /** @description The SHA-256 of the encoded image. */
            sha256: components["schemas"]["Digest"];
            width: number;
            height: number;
            /** @enum {string} */
            format: "png" | "webp" | "jpeg" | "npy";
            /** @description The encoded image. */
            base64: string;
            /** @description What `Comfy-Receipt` says of this image alone. */
            receipt: components["schemas"]["ReceiptToken"];
        };
        /** @description A receipt and its signature in one word. */
        ReceiptToken: string;
        /**
         * @description Everything that it takes to make a file's pixels again. As text it is canonical JSON (RFC 8785), so the
         *     same file has the same receipt wherever it is written.
         *
         *     There are four kinds, told apart by the field that only they have: images of seeds have none of
         *     `latent`, `path` and `against`; images around a `latent` come from `POST /v1/variations`, and with a
         *     strength of 0 from `POST /v1/reconstructions`; a `path` from `POST /v1/interpolations`; and a
         *     comparison `against` another version from `POST /v1/comparisons`.
         */
        Receipt: {
            /**
             * @description Of this form of receipt.
             * @constant
             */
            version: 1;
            engine: components["schemas"]["Digest"];
            model: components["schemas"]["ModelName"];
            digest: components["schemas"]["Digest"];
            /**
             * @description Of image 0; image `i` has `(seed + i) mod 2^32`. Around a latent it is that of the noise; 0 where
             *     none is drawn from, as along a path, whose waypoints have their own.
             */
            seed: components["schemas"]["SeedU32"];
            /** @description Images in the file; of a comparison, pairs of them. */
            n: number;
            /**
             * @description By name; absent where image `i` is of class `i mod classes` (of those that both versions of a
             *     comparison name), and along a path.
             */
            class?: string;
            truncation: number;
            directions?: components["schemas"]["ReceiptSteps"];
            /** @description The latent μ that images lie around. */
            latent?: components["schemas"]["LatentText"];
            /** @description How far from `latent` they lie, as in `POST /v1/variations`. */
            strength?: number;
            /** @description Where images lie between points. */
            path?: {
                waypoints: {
                    seed?: components["schemas"]["SeedU32"];
                    latent?: components["schemas"]["LatentText"];
                    /** @description By name. */
                    class: string;
                    directions?: components["schemas"]["ReceiptSteps"];
                }[];
                /**
                 * @description Absent where the path leads nowhere back.
                 * @constant
                 */
                loop?: true;
                /**
                 * @description Of one frame alone: how far it is from the first waypoint to the second, or 0 where there is
                 *     only one. Absent where `n` frames are spread over the whole path.
                 */
                position?: number;
            };
            /** @description The second version of a comparison. */
            against?: {
                model: components["schemas"]["ModelName"];
                digest: components["schemas"]["Digest"];
            };
            /** @enum {string} */
            format: "png" | "webp" | "jpeg" | "npy" | "apng" | "gif";
            /** @description How long a frame is shown; absent for what is no animation. */
            frameMs?: number;
            size?: components["schemas"]["ImageSize"];
            resampling?: components["schemas"]["Resampling"];
            quality?: components["schemas"]["Quality"];
            /**
             * @description Absent for bytes.
             * @constant
             */
            valueType?: "float32";
            /** @description Of a contact sheet. */
            columns?: number;
            /**
             * @description The SHA-256 of the pixels that the file shows, row by row (of an animation frame by frame), or of
             *     a tensor's values, before a codec may lose any of them.
             */
            pixels: components["schemas"]["Digest"];
        };
        /** @description Steps along the version's directions; absent where there are none. */
        ReceiptSteps: {
            index: number;
            amount: number;
        }[];
        /** @description The values of a latent as 32-bit floats, little-endian, in base64. */
        LatentText: string;
        /** @description A JSON Web Key Set (RFC 7517). */
        ReceiptKeys: {
            /** @description The key that signs now first, then those that have. */
            keys: {
                /** @constant */
                kty: "OKP";
                /** @constant */
                crv: "Ed25519";
                /** @description The public key, base64url. */
                x: string;
                /** @description Its thumbprint (RFC 7638). */
                kid: string;
                /** @constant */
                alg: "EdDSA";
                /** @constant */
                use: "sig";
            }[];
        };
        /** @description What to verify. */
        VerificationRequest: {
            receipt: components["schemas"]["ReceiptToken"];
        };
        /** @description Whether an image, or a receipt, is what this service makes. */
        Verification: {
            /** @description Nothing differs. */
            genuine: boolean;
            /**
             * @description What was held against the replay.
             * @enum {string}
             */
            evidence: "image" | "receipt";
            /**
             * @description `valid`: of this receipt, by a key of this deployment. `none` differs only where the deployment
             *     signs.
             * @enum {string}
             */
            signature: "valid" | "invalid" | "unknown_key" | "none";
            receipt: components["schemas"]["Receipt"];
            /** @description Everything that differs. */
            differences: {
                /**
                 * @description - `signature`: no key of this deployment has signed this receipt.
                 *     - `engine`: another engine made it, which may round differently.
                 *     - `receipt`: a replay has another receipt, such as other `pixels`.
                 *     - `pixels`: the image shows other pixels than the replay; an animation is another file.
                 *     - `file`: the pixels are the same, but the file was written by somebody else.
                 * @enum {string}
                 */
                part: "signature" | "engine" | "receipt" | "pixels" | "file";
                /** @description What was expected and what came. */
                detail: string;
            }[];
        };
        /**
         * @description `name` (the same as `name@latest`), `name@alias`, or `name@digest` to pin a version.
         * @example fashion-mnist
         * @example fashion-mnist@latest
         */
        ModelReference: string;
        /**
         * @description A class by name or by index.
         * @example sneaker
         * @example 7
         */
        ClassReference: string | number;
        /** @description A latent vector, as long as the model's latents are; a standard normal by nature. */
        Latent: number[];
        /**
         * @description Scales the latent vector: 1 gives the full variety, less gives more typical images, 0 the one most
         *     typical image of the class.
         * @default 1
         */
        Truncation: number;
        /** @description An image as a file. */
        EncodedImage: {
            /** @description The SHA-256 of the encoded image. */
            sha256: components["schemas"]["Digest"];
            width: number;
            height: number;
            /** @enum {string} */
            format: "png" | "webp" | "jpeg" | "npy";
            /** @description The encoded image. */
            base64: string;
            /** @description What makes this image again, alone. Absent where nothing was made, and where it would be too long. */
            receipt?: components["schemas"]["ReceiptToken"];
        };
        /** @description A path and how to show it. */
        InterpolateRequest: {
            model: components["schemas"]["ModelReference"];
            /** @description Where the path goes through, in this order. */
            waypoints: {
                /** @description When neither it nor `latent` is given, the `seed` of the request. */
                seed?: components["schemas"]["SeedU32"];
                latent?: components["schemas"]["Latent"];
                /** @description When left out, the `class` of the request; one of both is needed. */
                class?: components["schemas"]["ClassReference"];
                directions?: components["schemas"]["DirectionSteps"];
            }[];
            /** @description For waypoints that name none. */
            class?: components["schemas"]["ClassReference"];
            /** @description For waypoints without one; drawn at random, and reported in JSON, when left out. */
            seed?: components["schemas"]["SeedU32"];
            /**
             * @description How many frames, in all.
             * @default 24
             */
            frames?: number;
            /**
             * @description Whether the path leads back to its beginning.
             * @default false
             */
            loop?: boolean;
            truncation?: components["schemas"]["Truncation"];
            /**
             * @description How long a frame of an animation is shown.
             * @default 80
             */
            frameMs?: number;
            /**
             * @description What to answer with, whatever `Accept` would choose: an animation (`apng`, `gif`, `webp`), a sheet
             *     (`png`, `jpeg`) or a tensor (`npy`); in JSON the format of the frames, PNG for `apng` and `gif`.
             * @enum {string}
             */
            format?: "apng" | "gif" | "webp" | "png" | "jpeg" | "npy";
            size?: components["schemas"]["ImageSize"];
            resampling?: components["schemas"]["Resampling"];
            quality?: components["schemas"]["Quality"];
            valueType?: components["schemas"]["ValueType"];
            /**
             * @description Width of the contact sheet in frames; only used for one. When left out, the smallest square
             *     that holds all.
             */
            columns?: number;
        };
        /** @description The frames of a path. */
        Interpolation: {
            model: components["schemas"]["ModelName"];
            digest: components["schemas"]["Digest"];
            /** @description The engine that made the images. */
            engineId: string;
            truncation: number;
            loop: boolean;
            waypoints: {
                /** @description Absent where a latent was given. */
                seed?: components["schemas"]["SeedU32"];
                class: string;
                classIndex: number;
            }[];
            frames: ({
                index: number;
                /** @description Where on the path, in waypoints; 1.5 is half-way from the second to the third. */
                position: number;
            } & components["schemas"]["EncodedImage"])[];
        };
        /**
         * @description What lies behind transparent pixels.
         * @default white
         * @enum {string}
         */
        Background: "white" | "black";
        /** @description The picture that was sent, and what had to be done to it. */
        PictureSource: {
            /** @enum {string} */
            format: "png" | "jpeg" | "webp";
            width: number;
            height: number;
            /** @description In the order they were done; see `POST /v1/encodings`. */
            conversions: ("depth" | "turned" | "flattened" | "cropped" | "resized" | "gray" | "colour")[];
        };
        /** @description A picture to find the latent of. */
        EncodeImageRequest: {
            model: components["schemas"]["ModelReference"];
            /** @description A PNG, JPEG or WebP in base64, or as a data URL. */
            image: string;
            background?: components["schemas"]["Background"];
        };
        /** @description A picture to see through the model. */
        ReconstructImageRequest: {
            model: components["schemas"]["ModelReference"];
            /** @description A PNG, JPEG or WebP in base64, or as a data URL. */
            image: string;
            /** @description The class to decode with; the one that reconstructs the picture best when left out. */
            class?: components["schemas"]["ClassReference"];
            format?: components["schemas"]["FileFormat"];
            size?: components["schemas"]["ImageSize"];
            resampling?: components["schemas"]["Resampling"];
            quality?: components["schemas"]["Quality"];
            valueType?: components["schemas"]["ValueType"];
            background?: components["schemas"]["Background"];
        };
        /** @description A picture to vary, and how. */
        VaryImageRequest: {
            model: components["schemas"]["ModelReference"];
            /** @description A PNG, JPEG or WebP in base64, or as a data URL. */
            image: string;
            /** @description The class to decode with; the one that reconstructs the picture best when left out. */
            class?: components["schemas"]["ClassReference"];
            /**
             * @description 0 is the reconstruction, 1 forgets the picture.
             * @default 0.3
             */
            strength?: number;
            /**
             * @description How many variations.
             * @default 8
             */
            n?: number;
            /** @description Of the noise; drawn at random, and reported, when left out. */
            seed?: components["schemas"]["SeedU32"];
            /**
             * @description Width of the contact sheet in images; only used for one. When left out, the smallest square
             *     that holds all.
             */
            columns?: number;
            format?: components["schemas"]["FileFormat"];
            size?: components["schemas"]["ImageSize"];
            resampling?: components["schemas"]["Resampling"];
            quality?: components["schemas"]["Quality"];
            valueType?: components["schemas"]["ValueType"];
            background?: components["schemas"]["Background"];
        };
        /** @description The latent distribution of a picture. */
        Encoding: {
            model: components["schemas"]["ModelName"];
            digest: components["schemas"]["Digest"];
            /** @description The engine that made it. */
            engineId: string;
            /** @description μ; a latent like any other. */
            mean: components["schemas"]["Latent"];
            /** @description σ of each component. */
            sigma: number[];
            source: components["schemas"]["PictureSource"];
        };
        /** @description A picture and what the model makes of it. */
        Reconstruction: {
            model: components["schemas"]["ModelName"];
            digest: components["schemas"]["Digest"];
            /** @description The engine that made it. */
            engineId: string;
            /** @description The name of the class that it was decoded with. */
            class: string;
            classIndex: number;
            /** @description Whether the request named it. */
            classGiven: boolean;
            /** @description The mean difference of picture and reconstruction, in levels of 255. */
            meanAbsoluteLevels: number;
            source: components["schemas"]["PictureSource"];
            /** @description The picture as the encoder saw it. */
            picture: components["schemas"]["EncodedImage"];
            reconstruction: components["schemas"]["EncodedImage"];
        };
        /** @description A picture and variations of it. */
        Variations: {
            model: components["schemas"]["ModelName"];
            digest: components["schemas"]["Digest"];
            /** @description The engine that made it. */
            engineId: string;
            /** @description The name of the class that it was decoded with. */
            class: string;
            classIndex: number;
            /** @description Whether the request named it. */
            classGiven: boolean;
            strength: number;
            source: components["schemas"]["PictureSource"];
            /** @description The picture as the encoder saw it. */
            picture: components["schemas"]["EncodedImage"];
            images: ({
                index: number;
                /** @description The seed of its noise, which makes it alone. */
                seed: components["schemas"]["SeedU32"];
            } & components["schemas"]["EncodedImage"])[];
        };
        /** @description Two versions and what they are to make. */
        CompareRequest: {
            models: components["schemas"]["ModelReference"][];
            /** @description By name, or by its index in the first version. */
            class?: components["schemas"]["ClassReference"];
            /** @description Drawn at random, and reported, when left out. */
            seed?: components["schemas"]["SeedU32"];
            /**
             * @description How many pairs.
             * @default 10
             */
            n?: number;
            truncation?: components["schemas"]["Truncation"];
            format?: components["schemas"]["FileFormat"];
            size?: components["schemas"]["ImageSize"];
            resampling?: components["schemas"]["Resampling"];
            quality?: components["schemas"]["Quality"];
            /** @description Pairs in a row of the sheet; 2 when left out, or 1 for fewer than four. */
            columns?: number;
        };
        /** @description Pairs of images of two versions. */
        Comparison: {
            versions: {
                model: components["schemas"]["ModelName"];
                digest: components["schemas"]["Digest"];
            }[];
            /** @description The engine that made the images. */
            engineId: string;
            truncation: number;
            /** @description The mean over all pairs. */
            meanAbsoluteLevels: number;
            /** @description The mean over all pairs. */
            structuralSimilarity: number;
            pairs: {
                index: number;
                seed: components["schemas"]["SeedU32"];
                class: string;
                meanAbsoluteLevels: number;
                structuralSimilarity: number;
                /** @description Of the first version and of the second. */
                images: components["schemas"]["EncodedImage"][];
            }[];
        };
        /**
         * @description Steps along the version's directions (`listDirections`), added to the latent after truncation.
         * @example [
         *       {
         *         "index": 0,
         *         "amount": 2
         *       }
         *     ]
         */
        DirectionSteps: {
            /** @description The direction's place in the list. */
            index: number;
            /** @description In standard deviations; images seldom bear more than 4. */
            amount: number;
        }[];
        /** @description The directions of a version. */
        Directions: {
            model: components["schemas"]["ModelName"];
            digest: components["schemas"]["Digest"];
            seed: components["schemas"]["SeedU32"];
            class: string;
            classIndex: number;
            directions: {
                index: number;
                /** @description Share of the variance of the generator's first layer, within classes. */
                explainedVariance: number;
                /** @description One standard deviation along it, in latent space. */
                vector: components["schemas"]["Latent"];
                /** @description Images along it, side by side. */
                strip: {
                    /** @description Where on the direction each image is. */
                    amounts: number[];
                } & components["schemas"]["EncodedImage"];
            }[];
        };
        /** @description As OpenAI's, with `class` and `seed`. */
        OpenAiGenerationRequest: {
            prompt: string;
            /** @description A model of this service. */
            model: components["schemas"]["ModelReference"];
            /** @default 1 */
            n?: number | null;
            /**
             * @description `auto` is the model's own.
             * @default auto
             */
            size?: string;
            /**
             * @default b64_json
             * @enum {string}
             */
            response_format?: "b64_json" | "url";
            /** @description Of no account. */
            user?: unknown;
            class?: components["schemas"]["ClassReference"];
            seed?: components["schemas"]["SeedU32"];
            /**
             * @default png
             * @enum {string}
             */
            output_format?: "png" | "jpeg" | "webp";
            /** @constant */
            stream?: false;
            /** @description Of no account. */
            background?: unknown;
            /** @description Of no account. */
            moderation?: unknown;
            /** @description Of no account. */
            quality?: unknown;
            /** @description Of no account. */
            style?: unknown;
        };
        /** @description As OpenAI's, with `class`, `seed` and `strength`. */
        OpenAiVariationRequest: {
            /**
             * Format: binary
             * @description A PNG, JPEG or WebP.
             */
            image: string;
            /** @description A model of this service. */
            model: components["schemas"]["ModelReference"];
            /** @default 1 */
            n?: number | null;
            /**
             * @description `auto` is the model's own.
             * @default auto
             */
            size?: string;
            /**
             * @default b64_json
             * @enum {string}
             */
            response_format?: "b64_json" | "url";
            /** @description Of no account. */
            user?: unknown;
            class?: components["schemas"]["ClassReference"];
            seed?: components["schemas"]["SeedU32"];
            /** @default 0.3 */
            strength?: number;
        };
        /** @description As OpenAI's, with the seed and the class of each image. */
        OpenAiImages: {
            /** @description Seconds since 1970. */
            created: number;
            data: {
                b64_json?: string;
                /** Format: uri */
                url?: string;
                /** @description What was understood of the prompt. */
                revised_prompt: string;
                class: string;
                seed: components["schemas"]["SeedU32"];
            }[];
        };
        /** @description As OpenAI's. */
        OpenAiModels: {
            /** @constant */
            object: "list";
            data: {
                id: components["schemas"]["ModelName"];
                /** @constant */
                object: "model";
                created: number;
                owned_by: string;
            }[];
        };
        /** @description A failure as OpenAI's clients read it. */
        OpenAiError: {
            error: {
                message: string;
                /** @enum {string} */
                type: "invalid_request_error" | "authentication_error" | "server_error";
                /** @description Which field. */
                param: string | null;
                code: components["schemas"]["ProblemCode"];
            };
        };
        /** @description A page of what keys have used. */
        UsagePage: {
            /**
             * Format: date
             * @description First day that was asked for.
             */
            from: string;
            /**
             * Format: date
             * @description Last day that was asked for.
             */
            to: string;
            usage: components["schemas"]["Usage"][];
            /** @description Pass it as `cursor` to get the next page; absent on the last. */
            nextCursor?: string;
        };
        /** @description What one key has used on one day for one model. */
        Usage: {
            /**
             * Format: date
             * @description In UTC.
             */
            day: string;
            /** @description Id of the key; `bootstrap` for the deployment's own. */
            key: string;
            model?: components["schemas"]["ModelName"];
            /** @description That were answered, rightly or not. */
            requests: number;
            /** @description That were made. */
            images: number;
            /** @description Answers of 400 and above. */
            errors: number;
            /** @description Milliseconds; see the operation. */
            estimatedCpuMs: number;
        };
        /** @description A page of models. */
        ModelPage: {
            models: components["schemas"]["ModelListItem"][];
            /** @description Pass it as `cursor` to get the next page; absent on the last. */
            nextCursor?: string;
        };
        /** @description A model in a list. */
        ModelListItem: {
            name: components["schemas"]["ModelName"];
            /** @description Where the alias `latest` points; absent where there is none. */
            latest?: components["schemas"]["Digest"];
        };
        /** @description A model, its aliases and its versions. */
        Model: {
            name: components["schemas"]["ModelName"];
            /** @description In the order of their names. */
            aliases: components["schemas"]["ModelAlias"][];
            /** @description Newest first, at most 100. */
            versions: components["schemas"]["ListedVersion"][];
            /** @description How many versions there are in all. */
            versionCount: number;
            /** @description The highest counter that was accepted of a publisher; the next statement needs a higher one. */
            counter?: number;
        };
        /** @description A version in a list. */
        ListedVersion: {
            digest: components["schemas"]["Digest"];
            /** Format: date-time */
            publishedAt: string;
            title?: string;
            /** @description How good it is, as measured by who published it. */
            metrics?: {
                [key: string]: number;
            };
            /** @description Where it comes from. */
            lineage?: {
                /** @description The training run. */
                run: {
                    preset: string;
                    seed: components["schemas"]["SeedU32"];
                    steps: number;
                };
                /** @description What it was trained on. */
                data: {
                    name: string;
                    sha256?: components["schemas"]["Digest"];
                };
                /** @description What training began with instead of random weights. */
                parent?: {
                    /** @enum {string} */
                    kind: "version" | "checkpoint";
                    sha256: components["schemas"]["Digest"];
                };
            };
            /** @description The statement that vouches for it; absent where nobody signed it. */
            publication?: {
                publisher: components["schemas"]["PublisherId"];
                counter: number;
                /** Format: date-time */
                expiresAt: string;
            };
        };
        /** @description A name for a version, the one thing that moves. */
        ModelAlias: {
            alias: components["schemas"]["Alias"];
            digest: components["schemas"]["Digest"];
            /** @description Another version, which a share of the callers gets. */
            canary?: components["schemas"]["Split"];
            /** @description Its quality gate. */
            policy?: components["schemas"]["QualityPolicy"];
        };
        /** @description Where the alias is to point. */
        PutModelAliasRequest: {
            digest: components["schemas"]["Digest"];
            reason?: components["schemas"]["Reason"];
            force?: components["schemas"]["Force"];
        };
        /** @description Why, for the audit log. */
        Reason: string;
        /** @description Whether an older version, or one below the quality gate, is meant; with a `reason`. */
        Force: boolean;
        /** @description A version and its share. */
        Split: {
            digest: components["schemas"]["Digest"];
            /** @description Of the callers. */
            percent: number;
        };
        /** @description A version and its share. */
        PutCanaryRequest: {
            digest: components["schemas"]["Digest"];
            /** @description Of the callers. */
            percent: number;
            reason?: components["schemas"]["Reason"];
            force?: components["schemas"]["Force"];
        };
        /** @description A canary and what became of it. */
        Canary: {
            digest: components["schemas"]["Digest"];
            percent: number;
            /** @description Of the version that the alias points at, and of the canary. */
            counts: {
                digest: components["schemas"]["Digest"];
                /** @description Answered, and failed. */
                requests: number;
                failures: number;
            }[];
        };
        /** @description What one metric must reach. */
        QualityRule: {
            /** @description Its name in manifests. */
            metric: string;
            /** @enum {string} */
            better: "higher" | "lower";
            /** @description No worse than this. */
            limit?: number;
            /** @description No worse than the version in place by more than this. */
            tolerance?: number;
        };
        /** @description What versions must reach. */
        QualityPolicy: {
            rules: components["schemas"]["QualityRule"][];
        };
        /** @description What versions must reach from now on. */
        PutAliasPolicyRequest: {
            rules: components["schemas"]["QualityRule"][];
            reason?: components["schemas"]["Reason"];
        };
        /** @description Why, if anybody is to know. */
        RollBackRequest: {
            reason?: components["schemas"]["Reason"];
        };
        /** @description A page of an alias's history. */
        AliasHistory: {
            /** @description Newest first. */
            revisions: components["schemas"]["AliasRevision"][];
            /** @description Pass it as `cursor` to get the next page; absent on the last. */
            nextCursor?: string;
        };
        /** @description A state that an alias had. */
        AliasRevision: {
            /** @description Its number, and its `ETag`. */
            revision: number;
            digest: components["schemas"]["Digest"];
            canary?: components["schemas"]["Split"];
            /** @description What led to it. */
            action: string;
            /** Format: date-time */
            at: string;
        };
        /** @description The thumbprint of a publisher's key (RFC 7638). */
        PublisherId: string;
        /** @description What a publisher signs, in canonical JSON (RFC 8785). */
        PublicationStatement: {
            /** @constant */
            format: "comfy-edge/publication@1";
            model: components["schemas"]["ModelName"];
            digest: components["schemas"]["Digest"];
            /** @description Above every counter that was accepted for the model; `Model.counter` says which was the last. */
            counter: number;
            /** Format: date-time */
            issuedAt: string;
            /**
             * Format: date-time
             * @description At most 366 days later. After it the version can be neither published nor promoted.
             */
            expiresAt: string;
            publisher: components["schemas"]["PublisherId"];
        };
        /** @description The public half of an Ed25519 key as a JSON Web Key (RFC 8037). */
        PublicKey: {
            /** @constant */
            kty: "OKP";
            /** @constant */
            crv: "Ed25519";
            /** @description The key, base64url. */
            x: string;
        };
        /** @description A publisher to believe. */
        AddPublisherRequest: {
            /** @description For people. */
            name: string;
            key: components["schemas"]["PublicKey"];
        };
        /** @description Somebody whose signature is believed, or was. */
        Publisher: {
            id: components["schemas"]["PublisherId"];
            name: string;
            key: components["schemas"]["PublicKey"];
            /** Format: date-time */
            createdAt: string;
            /** @description Id of the API key that listed it. */
            createdBy: string;
            /**
             * Format: date-time
             * @description Absent where it is believed.
             */
            revokedAt?: string;
        };
        /** @description All publishers. */
        Publishers: {
            publishers: components["schemas"]["Publisher"][];
        };
        /** @description A publisher that is believed no more. */
        RevokedPublisher: {
            publisher: components["schemas"]["Publisher"];
            /** @description What of it is still served. */
            serving: {
                model: components["schemas"]["ModelName"];
                digest: components["schemas"]["Digest"];
                /** @example alias latest */
                user: string;
            }[];
        };
        /** @description What to look at, and whether to delete. */
        CollectGarbageRequest: {
            /** @description Whether nothing is deleted. */
            dryRun: boolean;
            /**
             * @description How long ago an object must have been stored.
             * @default 86400
             */
            graceSeconds?: number;
            /**
             * @description Objects to look at.
             * @default 1000
             */
            limit?: number;
            /** @description Where to go on; opaque. */
            cursor?: string;
        };
        /** @description A page of the storage, and what was garbage in it. */
        GarbageCollection: {
            dryRun: boolean;
            /** @description How many objects were looked at. */
            examined: number;
            /** @description What was deleted; in a dry run, what would be. */
            garbage: {
                /** @description Its name in the object storage. */
                key: string;
                sizeBytes: number;
            }[];
            /** @description All of it together. */
            sizeBytes: number;
            /** @description Pass it as `cursor` to go on; absent at the end. */
            nextCursor?: string;
        };
        /**
         * @description What was done.
         * @enum {string}
         */
        AuditAction: "alias.create" | "alias.move" | "alias.policy" | "alias.rollback" | "blobs.collect" | "canary.end" | "canary.set" | "key.create" | "key.revoke" | "publisher.add" | "publisher.revoke" | "version.delete" | "version.publish" | "version.sign";
        /** @description Who did what, when and why. */
        AuditEntry: {
            /** @description Goes up with time. */
            id: number;
            /** Format: date-time */
            at: string;
            /** @description Id of the API key. */
            actor: string;
            action: components["schemas"]["AuditAction"];
            model?: components["schemas"]["ModelName"];
            /** @description An alias or a digest of the model, a publisher, or a key. */
            subject?: string;
            reason?: string;
            /** @description What changed, and what was overruled. */
            detail: {
                [key: string]: string | number | boolean | null;
            };
            /** @description Of the request that did it. */
            requestId: string;
        };
        /** @description A page of the audit log. */
        AuditPage: {
            /** @description Newest first. */
            entries: components["schemas"]["AuditEntry"][];
            /** @description Pass it as `cursor` to get the next page; absent on the last. */
            nextCursor?: string;
        };
        /** @description What a version's manifest says about it. */
        ModelVersion: {
            model: components["schemas"]["ModelName"];
            digest: components["schemas"]["Digest"];
            /** @example Fashion-MNIST */
            title: string;
            /** @example Class-conditional VAE-GAN of 10 classes, 28×28×1. */
            description: string;
            /**
             * Format: date-time
             * @description When it was trained.
             */
            createdAt: string;
            /**
             * @description The names of the classes; a class's index is its place here.
             * @example [
             *       "t-shirt",
             *       "trouser",
             *       "pullover"
             *     ]
             */
            classes: string[];
            image: {
                /** @example 28 */
                width: number;
                /** @example 28 */
                height: number;
                /**
                 * @description 1 is grey, 3 is RGB.
                 * @enum {integer}
                 */
                channels: 1 | 3;
            };
            latent: {
                /**
                 * @description Length of the latent vector.
                 * @example 64
                 */
                size: number;
            };
            /**
             * @description Multiplications one image takes; what its CPU time grows with.
             * @example 19888512
             */
            multiplyAdds: number;
            /**
             * @description How good it is, as measured by who published it.
             * @example {
             *       "cas": 0.86
             *     }
             */
            metrics: {
                [key: string]: number;
            };
            /** @description How it was trained. */
            training: {
                /** @example fashion-28 */
                preset: string;
                seed: components["schemas"]["SeedU32"];
                /** @example 18282 */
                steps: number;
                /**
                 * @description How many images it has seen.
                 * @example 900000
                 */
                images: number;
            };
            /** @description What it was trained on. */
            data: {
                /** @example Fashion-MNIST */
                name: string;
                /** @example MIT */
                licence: string;
                /** @example https://github.com/zalandoresearch/fashion-mnist */
                source: string;
                sha256?: components["schemas"]["Digest"];
            };
            /**
             * @description The licence of the model.
             * @example Apache-2.0
             */
            licence: string;
            /** @description The files of its weights. */
            blobs: {
                /** @enum {string} */
                role: "generator" | "encoder";
                sha256: components["schemas"]["Digest"];
                /** @example 919720 */
                sizeBytes: number;
            }[];
            /**
             * @description Manifest and all blobs together.
             * @example 1361698
             */
            sizeBytes: number;
        };
        /** @description Everything that a version is, in canonical JSON (RFC 8785). `packages/model` has the whole of its rules. */
        Manifest: {
            /** @constant */
            format: "comfy-edge/manifest@1";
            title: string;
            description: string;
            /** @description Width, height and channels of its images. */
            image: {
                width: number;
                height: number;
                /**
                 * @description 1 is grey, 3 is RGB.
                 * @enum {integer}
                 */
                channels: 1 | 3;
            };
            /** @description What images are drawn from. */
            latent: {
                /** @description Length of the latent vector. */
                size: number;
            };
            /** @description The names of the classes; a class's index is its place here. */
            classes: string[];
            /** @description Each with its graph and the blob of its weights. */
            networks: {
                generator: components["schemas"]["PublishedNetwork"];
                encoder?: components["schemas"]["PublishedNetwork"];
            };
            /** @description Directions in latent space, the one that changes most first. */
            directions?: Record<string, never>[];
            /** @description How good it is, as measured by who publishes it. */
            metrics: {
                [key: string]: number;
            };
            /** @description How it was trained; the preset's name, seed, steps, images and configuration. */
            training: Record<string, never>;
            /** @description What it was trained on; name, licence and source. */
            data: Record<string, never>;
            /** @description The licence of the model. */
            licence: string;
            /**
             * Format: date-time
             * @description When it was trained.
             */
            createdAt: string;
        };
        /** @description A network as data. */
        PublishedNetwork: {
            /** @description Its nodes, in the order they run. */
            graph: Record<string, never>;
            /** @description Its blob, in the safetensors format. */
            weights: {
                sha256: components["schemas"]["Digest"];
                sizeBytes: number;
            };
        };
        /** @description A stored blob. */
        StoredBlob: {
            sha256: components["schemas"]["Digest"];
            sizeBytes: number;
        };
        /** @description A stored version. */
        StoredVersion: {
            model: components["schemas"]["ModelName"];
            digest: components["schemas"]["Digest"];
        };
        /**
         * @description What a key may do; `admin` includes all others.
         * @enum {string}
         */
        Scope: "images:write" | "datasets:write" | "models:write" | "admin";
        /** @description Names a key; no secret. */
        KeyId: string;
        /**
         * @description How much a key may make. What is not named is limited as the deployment limits all keys (`QUOTAS`), `null`
         *     is without a limit. Windows begin at full minutes and days of UTC. No window sees more images than its
         *     quota. CPU is counted when it was spent: a window may be exceeded by what is under way when it is used
         *     up, and by an eighth of the quota for each instance that is busy with the key.
         * @example {
         *       "imagesPerMinute": 600,
         *       "imagesPerDay": 100000
         *     }
         */
        Quotas: {
            imagesPerMinute?: components["schemas"]["Quota"];
            imagesPerDay?: components["schemas"]["Quota"];
            cpuMsPerMinute?: components["schemas"]["Quota"];
            cpuMsPerDay?: components["schemas"]["Quota"];
        };
        /** @description Images, or estimated milliseconds of CPU; see `Quotas`. */
        Quota: number | null;
        /** @description What the key is to be. */
        CreateKeyRequest: {
            /** @description For people, who or what has it; no control characters. */
            name: string;
            scopes: components["schemas"]["Scope"][];
            quotas?: components["schemas"]["Quotas"];
            /**
             * Format: date-time
             * @description From when on it is refused; in the future. Never, where it is not given.
             */
            expiresAt?: string;
        };
        /** @description All that is known of a key but its text. */
        Key: {
            id: components["schemas"]["KeyId"];
            name: string;
            scopes: components["schemas"]["Scope"][];
            /** @description The id of the key that made it; `bootstrap` is the deployment's own. */
            createdBy: string;
            /** Format: date-time */
            createdAt: string;
            quotas?: components["schemas"]["Quotas"];
            /**
             * Format: date-time
             * @description From when on it is refused; absent where it never expires.
             */
            expiresAt?: string;
            /**
             * Format: date-time
             * @description Since when it is refused; absent where it is not revoked.
             */
            revokedAt?: string;
            /**
             * Format: date-time
             * @description When it was used last, to the hour: a use within an hour of the one that is told leaves it as it
             *     is. Absent where it never was.
             */
            lastUsedAt?: string;
        };
        /** @description A new key, with its text. */
        CreatedKey: {
            id: components["schemas"]["KeyId"];
            name: string;
            scopes: components["schemas"]["Scope"][];
            /** @description The id of the key that made it; `bootstrap` is the deployment's own. */
            createdBy: string;
            /** Format: date-time */
            createdAt: string;
            quotas?: components["schemas"]["Quotas"];
            /** Format: date-time */
            expiresAt?: string;
            /** @description What requests send as `Authorization`; shown this once. */
            key: string;
        };
        /** @description A page of keys. */
        KeyPage: {
            keys: components["schemas"]["Key"][];
            /** @description Pass it as `cursor` to get the next page; absent on the last. */
            nextCursor?: string;
        };
        /** @description The service is alive. */
        Health: {
            /** @constant */
            status: "ok";
            engineId: string;
        };
        /** @description The service is able to work. */
        Readiness: {
            /** @constant */
            status: "ready";
            engineId: string;
            /** @description The id of the Worker's version that answered, where the platform gives it one. */
            deployment?: string;
            parts: components["schemas"]["ReadinessPart"][];
            determinism: components["schemas"]["Determinism"];
        };
        /** @description What the last check of golden images found. */
        Determinism: {
            /**
             * @description `unknown`: the images could not be made, or not be compared. `unchecked`: not looked at yet, or the
             *     deployment has recorded none.
             * @enum {string}
             */
            state: "unchanged" | "changed" | "unknown" | "unchecked";
            /** Format: date-time */
            checkedAt?: string;
            /** @description Which images came out otherwise, by class, seed and format. */
            changed?: string[];
        };
        /** @description A part that the service is made of. */
        ReadinessPart: {
            /** @description `object_storage`, `database`, `default_model`, `receipt_keys`, and others that may come. */
            name: string;
            /**
             * @description `absent`: this deployment was made without it.
             * @enum {string}
             */
            state: "ok" | "failed" | "absent";
            /** @description Whether the service can do without it. */
            needed: boolean;
        };
        /**
         * @description What went wrong, for programs. A code always comes with the same status.
         * @enum {string}
         */
        ProblemCode: "invalid_json" | "invalid_request" | "unauthenticated" | "key_revoked" | "key_expired" | "insufficient_scope" | "route_not_found" | "key_not_found" | "model_not_found" | "alias_not_found" | "version_not_found" | "export_not_found" | "canary_not_found" | "publisher_not_found" | "method_not_allowed" | "not_acceptable" | "blob_missing" | "idempotency_in_progress" | "statement_superseded" | "older_version" | "below_quality_gate" | "rollback_impossible" | "version_in_use" | "precondition_failed" | "payload_too_large" | "unsupported_media_type" | "encoder_missing" | "image_invalid" | "image_unsupported" | "image_too_large" | "versions_incomparable" | "idempotency_mismatch" | "unknown_direction" | "unknown_class" | "unsupported_size" | "receipt_missing" | "receipt_invalid" | "digest_mismatch" | "invalid_manifest" | "statement_missing" | "statement_invalid" | "statement_expired" | "publisher_untrusted" | "precondition_required" | "quota_exceeded" | "too_many_requests" | "internal_error" | "model_unavailable" | "storage_unavailable" | "object_in_collection" | "not_ready" | "ledger_unavailable" | "overloaded";
        /** @description A failure, after RFC 9457. */
        Problem: {
            /** @description `urn:comfy-edge:problem:` and the code. */
            type: string;
            /** @description What went wrong; the same for every problem of the code. */
            title: string;
            /** @description The HTTP status. */
            status: number;
            /** @description What was expected and what came. */
            detail: string;
            code: components["schemas"]["ProblemCode"];
            /** @description Where in the body, as a JSON pointer (RFC 6901); empty for the whole body. */
            pointer?: string;
            /** @description Which path, query or header parameter. */
            parameter?: string;
            /** @description Of `statement_superseded`: the highest that was accepted. */
            counter?: number;
            /** @description Of `below_quality_gate`: each metric that is not good enough. */
            failures?: {
                metric: string;
                /** @enum {string} */
                rule: "limit" | "tolerance";
                /** @example >= 0.8 */
                expected: string;
                /** @description Null where the manifest has none. */
                actual: number | null;
            }[];
            /** @description Of `version_in_use`: what uses it. */
            usedBy?: string[];
            /** @description The request's id. */
            requestId: string;
        };
    };
    responses: {
        /** @description What `If-None-Match` names still holds; there is no body. */
        NotModified: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Cache-Control": components["headers"]["Cache-Control"];
                ETag: components["headers"]["ETag"];
                [name: string]: unknown;
            };
            content?: never;
        };
        /** @description A parameter is wrong; `parameter` says which. */
        InvalidParameter: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:comfy-edge:problem:invalid_request",
                 *       "title": "The request is invalid",
                 *       "status": 400,
                 *       "detail": "expected 64 lower-case hexadecimal digits, got \"latest\"",
                 *       "code": "invalid_request",
                 *       "parameter": "digest",
                 *       "requestId": "5b6ce01c-0f4f-4a1a-9f0e-0b6d3c0a4a52"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @constant */
                    status?: 400;
                    /** @constant */
                    code?: "invalid_request";
                };
            };
        };
        /** @description The body is not JSON, or a field is wrong. `pointer` says which. */
        InvalidBody: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:comfy-edge:problem:invalid_request",
                 *       "title": "The request is invalid",
                 *       "status": 400,
                 *       "detail": "expected 2 to 16 waypoints, got [{\"seed\":1}]",
                 *       "code": "invalid_request",
                 *       "pointer": "/waypoints",
                 *       "requestId": "5b6ce01c-0f4f-4a1a-9f0e-0b6d3c0a4a52"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @constant */
                    status?: 400;
                    /** @enum {unknown} */
                    code?: "invalid_json" | "invalid_request";
                };
            };
        };
        /** @description No such model, alias or version. `pointer` says which field. */
        ReferenceNotFound: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @constant */
                    status?: 404;
                    /** @enum {unknown} */
                    code?: "model_not_found" | "alias_not_found" | "version_not_found";
                };
            };
        };
        /** @description `Accept` allows none of the media types above; `detail` lists them. */
        NotAcceptable: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @constant */
                    status?: 406;
                    /** @constant */
                    code?: "not_acceptable";
                };
            };
        };
        /**
         * @description The picture is none, of a kind that is not taken or too large, or the version has no encoder;
         *     or the `Idempotency-Key` came with another request before.
         */
        PictureRefused: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:comfy-edge:problem:image_unsupported",
                 *       "title": "The image is of a kind that is not taken",
                 *       "status": 422,
                 *       "detail": "expected a grey or colour JPEG, got 4 components (CMYK)",
                 *       "code": "image_unsupported",
                 *       "pointer": "/image",
                 *       "requestId": "5b6ce01c-0f4f-4a1a-9f0e-0b6d3c0a4a52"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @constant */
                    status?: 422;
                    /** @enum {unknown} */
                    code?: "encoder_missing" | "image_invalid" | "image_unsupported" | "image_too_large" | "idempotency_mismatch";
                };
            };
        };
        /**
         * @description The picture is none, of a kind that is not taken or too large, the version has no encoder, the
         *     model has no such class, or its images cannot be had in that size; or the `Idempotency-Key` came with
         *     another request before.
         */
        PictureOrClassRefused: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:comfy-edge:problem:image_unsupported",
                 *       "title": "The image is of a kind that is not taken",
                 *       "status": 422,
                 *       "detail": "expected a grey or colour JPEG, got 4 components (CMYK)",
                 *       "code": "image_unsupported",
                 *       "pointer": "/image",
                 *       "requestId": "5b6ce01c-0f4f-4a1a-9f0e-0b6d3c0a4a52"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @constant */
                    status?: 422;
                    /** @enum {unknown} */
                    code?: "encoder_missing" | "image_invalid" | "image_unsupported" | "image_too_large" | "unknown_class" | "unsupported_size" | "idempotency_mismatch";
                };
            };
        };
        /**
         * @description The model exists but has no such class, publishes no such direction, or its images cannot be had in
         *     that size; `detail` says what there is. Or the `Idempotency-Key` came with another request before.
         */
        NotInTheModel: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @constant */
                    status?: 422;
                    /** @enum {unknown} */
                    code?: "unknown_class" | "unknown_direction" | "unsupported_size" | "idempotency_mismatch";
                };
            };
        };
        /** @description The model exists but has no such class; `detail` names those there are. */
        UnknownClass: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @constant */
                    status?: 422;
                    /** @constant */
                    code?: "unknown_class";
                };
            };
        };
        /**
         * @description No valid key was sent: none at all, text that is none, one that nobody knows (`unauthenticated`), one
         *     that was revoked (`key_revoked`) or one whose time is over (`key_expired`).
         */
        Unauthenticated: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:comfy-edge:problem:unauthenticated",
                 *       "title": "A valid API key is needed",
                 *       "status": 401,
                 *       "detail": "expected \"Authorization: Bearer <key>\", got no Authorization header",
                 *       "code": "unauthenticated",
                 *       "parameter": "Authorization",
                 *       "requestId": "5b6ce01c-0f4f-4a1a-9f0e-0b6d3c0a4a52"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @constant */
                    status?: 401;
                    /** @enum {unknown} */
                    code?: "unauthenticated" | "key_revoked" | "key_expired";
                };
            };
        };
        /** @description The key is valid but lacks the scope; `detail` names it. */
        InsufficientScope: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:comfy-edge:problem:insufficient_scope",
                 *       "title": "The API key lacks a scope",
                 *       "status": 403,
                 *       "detail": "expected a key with scope models:write, got one with images:write",
                 *       "code": "insufficient_scope",
                 *       "parameter": "Authorization",
                 *       "requestId": "5b6ce01c-0f4f-4a1a-9f0e-0b6d3c0a4a52"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @constant */
                    status?: 403;
                    /** @constant */
                    code?: "insufficient_scope";
                };
            };
        };
        /** @description No key has this id. */
        KeyNotFound: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @constant */
                    status?: 404;
                    /** @constant */
                    code?: "key_not_found";
                };
            };
        };
        /** @description No such model. */
        ModelNotFound: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @constant */
                    status?: 404;
                    /** @constant */
                    code?: "model_not_found";
                };
            };
        };
        /** @description No such model or alias. */
        AliasNotFound: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @constant */
                    status?: 404;
                    /** @enum {unknown} */
                    code?: "model_not_found" | "alias_not_found";
                };
            };
        };
        /** @description The alias is not what the condition says; read it again. */
        AliasChanged: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @constant */
                    status?: 412;
                    /** @constant */
                    code?: "precondition_failed";
                };
            };
        };
        /** @description This model has no such version. */
        VersionNotFound: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @constant */
                    status?: 404;
                    /** @constant */
                    code?: "version_not_found";
                };
            };
        };
        /** @description The body is larger than this operation takes. It was not read to its end. */
        PayloadTooLarge: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:comfy-edge:problem:payload_too_large",
                 *       "title": "The body is too large",
                 *       "status": 413,
                 *       "detail": "expected at most 16384 bytes, got 20000",
                 *       "code": "payload_too_large",
                 *       "requestId": "5b6ce01c-0f4f-4a1a-9f0e-0b6d3c0a4a52"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @constant */
                    status?: 413;
                    /** @constant */
                    code?: "payload_too_large";
                };
            };
        };
        /**
         * @description The body's `Content-Type` is not what this operation takes, or the body has a `Content-Encoding`:
         *     none is taken, as `Accept-Encoding` then says.
         */
        UnsupportedMediaType: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                /** @description `identity`; only where the body was encoded. */
                "Accept-Encoding"?: "identity";
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:comfy-edge:problem:unsupported_media_type",
                 *       "title": "The body has the wrong media type",
                 *       "status": 415,
                 *       "detail": "expected Content-Type application/json, got \"text/plain\"",
                 *       "code": "unsupported_media_type",
                 *       "parameter": "Content-Type",
                 *       "requestId": "5b6ce01c-0f4f-4a1a-9f0e-0b6d3c0a4a52"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @constant */
                    status?: 415;
                    /** @constant */
                    code?: "unsupported_media_type";
                };
            };
        };
        /** @description A defect of the service or its configuration. The log has more, under the request's id. */
        InternalError: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @constant */
                    status?: 500;
                    /** @constant */
                    code?: "internal_error";
                };
            };
        };
        /** @description The object storage or the database does not answer. Try again. */
        StorageUnavailable: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @constant */
                    status?: 503;
                    /** @constant */
                    code?: "storage_unavailable";
                };
            };
        };
        /**
         * @description The storage does not answer, or a garbage collection is just deleting what was stored under that name.
         *     Try again.
         */
        StorageBusy: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @constant */
                    status?: 503;
                    /** @enum {unknown} */
                    code?: "storage_unavailable" | "object_in_collection";
                };
            };
        };
        /**
         * @description The stored version does not pass its own check (its bytes do not hash to their name), or the object
         *     storage does not answer. Nothing of it is kept: the next request tries again.
         */
        ModelUnavailable: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:comfy-edge:problem:model_unavailable",
                 *       "title": "The model cannot be used at the moment",
                 *       "status": 503,
                 *       "detail": "expected version 9f6d31ba78b3bb5d285b57ec0687e57cbd34cb6f5f6c7b924ff33c33090f43c8 of model \"fashion-mnist\" to pass its integrity check, got a failure; try again",
                 *       "code": "model_unavailable",
                 *       "requestId": "5b6ce01c-0f4f-4a1a-9f0e-0b6d3c0a4a52"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @constant */
                    status?: 503;
                    /** @enum {unknown} */
                    code?: "model_unavailable" | "storage_unavailable";
                };
            };
        };
        /** @description The `Idempotency-Key` came with another request before. */
        IdempotencyMismatch: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:comfy-edge:problem:idempotency_mismatch",
                 *       "title": "The Idempotency-Key came with another request",
                 *       "status": 422,
                 *       "detail": "expected the request that this Idempotency-Key came with first, got another one",
                 *       "code": "idempotency_mismatch",
                 *       "parameter": "Idempotency-Key",
                 *       "requestId": "5b6ce01c-0f4f-4a1a-9f0e-0b6d3c0a4a52"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @constant */
                    status?: 422;
                    /** @constant */
                    code?: "idempotency_mismatch";
                };
            };
        };
        /**
         * @description The object storage, the database, or the ledger with the key's `Idempotency-Key`s does not answer. Try
         *     again.
         */
        RecordUnavailable: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:comfy-edge:problem:ledger_unavailable",
                 *       "title": "The ledger of the API key does not answer",
                 *       "status": 503,
                 *       "detail": "expected the key's ledger to answer, got a failure; try again",
                 *       "code": "ledger_unavailable",
                 *       "requestId": "5b6ce01c-0f4f-4a1a-9f0e-0b6d3c0a4a52"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @constant */
                    status?: 503;
                    /** @enum {unknown} */
                    code?: "storage_unavailable" | "ledger_unavailable";
                };
            };
        };
        /** @description The first request with this `Idempotency-Key` is still being answered. Try again. */
        IdempotencyInProgress: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:comfy-edge:problem:idempotency_in_progress",
                 *       "title": "The first request is still being answered",
                 *       "status": 409,
                 *       "detail": "expected the first request with this Idempotency-Key to be answered, got one under way; try again",
                 *       "code": "idempotency_in_progress",
                 *       "parameter": "Idempotency-Key",
                 *       "requestId": "5b6ce01c-0f4f-4a1a-9f0e-0b6d3c0a4a52"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @constant */
                    status?: 409;
                    /** @constant */
                    code?: "idempotency_in_progress";
                };
            };
        };
        /**
         * @description A quota of the key is used up (`quota_exceeded`), or too many requests came from one address
         *     (`too_many_requests`).
         */
        TooManyRequests: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Retry-After": components["headers"]["Retry-After"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:comfy-edge:problem:quota_exceeded",
                 *       "title": "A quota of the API key is used up",
                 *       "status": 429,
                 *       "detail": "expected at most 600 images a minute, got 16 with 12 left",
                 *       "code": "quota_exceeded",
                 *       "requestId": "5b6ce01c-0f4f-4a1a-9f0e-0b6d3c0a4a52"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @constant */
                    status?: 429;
                    /** @enum {unknown} */
                    code?: "quota_exceeded" | "too_many_requests";
                };
            };
        };
        /** @description Too many requests came from one address. */
        Flooded: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:comfy-edge:problem:too_many_requests",
                 *       "title": "Too many requests came from this address",
                 *       "status": 429,
                 *       "detail": "expected fewer requests from one address, got too many; try again in 10 seconds",
                 *       "code": "too_many_requests",
                 *       "requestId": "5b6ce01c-0f4f-4a1a-9f0e-0b6d3c0a4a52"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @constant */
                    status?: 429;
                    /** @constant */
                    code?: "too_many_requests";
                };
            };
        };
        /**
         * @description The stored version does not pass its own check (its bytes do not hash to their name), the object
         *     storage or the key's ledger does not answer, or the instance has too much to do. Nothing of it is
         *     kept: the next request tries again.
         */
        MakingUnavailable: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:comfy-edge:problem:overloaded",
                 *       "title": "There is too much to do at the moment",
                 *       "status": 503,
                 *       "detail": "expected an instance with memory to spare, got one that is busy; try again",
                 *       "code": "overloaded",
                 *       "requestId": "5b6ce01c-0f4f-4a1a-9f0e-0b6d3c0a4a52"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @constant */
                    status?: 503;
                    /** @enum {unknown} */
                    code?: "model_unavailable" | "storage_unavailable" | "ledger_unavailable" | "overloaded";
                };
            };
        };
        /** @description There is nothing at this path. */
        RouteNotFound: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @constant */
                    status?: 404;
                    /** @constant */
                    code?: "route_not_found";
                };
            };
        };
        /** @description The path exists, but not with this method. */
        MethodNotAllowed: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                /**
                 * @description The methods there are.
                 * @example GET, HEAD, PUT
                 */
                Allow: string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @constant */
                    status?: 405;
                    /** @constant */
                    code?: "method_not_allowed";
                };
            };
        };
    };
    parameters: {
        /**
         * @description The `ETag` of an answer that is at hand, such as `"b1946ac92492d2347c6235b4d2611184"`, or several:
         *     where it still holds, 304 comes instead of the body.
         */
        IfNoneMatch: string;
        /**
         * @description A name of your own for what this request is to do, such as a UUID: 1 to 255 printable ASCII characters,
         *     with or without quotes (draft-ietf-httpapi-idempotency-key-header). It belongs to the API key and is
         *     remembered for 24 hours. Whoever repeats the request with it gets the stored answer, with
         *     `Idempotent-Replayed: true`, and nothing is made or counted again. Repetitions of a request that is
         *     still being answered wait for its answer (`Prefer`), then 409 `idempotency_in_progress` comes.
         *     Another request under the same name is refused with 422 `idempotency_mismatch`; what it asks, `Accept`
         *     and `If-Match` included, must be the same, to the byte but for the boundaries of forms.
         *
         *     Answers of 400 and above are not stored: the name is free again. A seed that is left open follows from
         *     the name, so that an execution which has to be repeated, after a crash, makes the same images. Streams
         *     are not stored either: each repetition makes, and costs, the same images again; pin the version by
         *     digest where the alias may move.
         */
        IdempotencyKey: string;
        /**
         * @description `wait=<seconds>` (RFC 7240), with an `Idempotency-Key`: how long to wait for the answer of an earlier
         *     request with it that is still under way; ten seconds at most, and by default.
         * @example wait=5
         */
        Prefer: string;
        /**
         * @description An id of your own for this request, 1 to 64 of `A-Z a-z 0-9 . _ -`; anything else is replaced by a
         *     fresh one. The answer repeats it.
         */
        RequestId: string;
        /**
         * @description The model's name.
         * @example fashion-mnist
         */
        Model: components["schemas"]["ModelName"];
        /**
         * @description The SHA-256 of the version's manifest.
         * @example 9f6d31ba78b3bb5d285b57ec0687e57cbd34cb6f5f6c7b924ff33c33090f43c8
         */
        VersionDigest: components["schemas"]["Digest"];
        /**
         * @description The alias, such as `latest`.
         * @example latest
         */
        ModelAlias: components["schemas"]["Alias"];
        /** @description Why, for the audit log. */
        Reason: string;
        /**
         * @description How many per page.
         * @example 10
         */
        Limit: number;
        /** @description Where to go on, `nextCursor` of the page before; opaque. */
        Cursor: string;
        /** @description The `ETag` of the alias as it was read; without it, whatever it is now is changed. */
        IfMatchAlias: string;
        /**
         * @description The seed, in decimal digits.
         * @example 42
         */
        ImageSeed: components["schemas"]["SeedU32"];
        /**
         * @description The format of the file.
         * @example webp
         */
        ImageFormat: "png" | "webp" | "jpeg";
        /**
         * @description A class by name, or by index where no class is called so; the first one when left out.
         * @example sneaker
         */
        ImageClass: string;
        /**
         * @description As in `POST /v1/images`; in decimal digits.
         * @example 0.8
         */
        ImageTruncation: number;
        /**
         * @description As in `POST /v1/images`.
         * @example 224
         */
        ImageSize: components["schemas"]["ImageSize"];
        /**
         * @description As in `POST /v1/images`.
         * @example nearest
         */
        ImageResampling: components["schemas"]["Resampling"];
        /**
         * @description As in `POST /v1/images`.
         * @example 80
         */
        ImageQuality: components["schemas"]["Quality"];
    };
    requestBodies: never;
    headers: {
        /** @description Names this request in the service's logs. */
        "X-Request-Id": string;
        /**
         * @description The seed of image 0, given or drawn.
         * @example 42
         */
        "Comfy-Seed": string;
        /** @description The version that made the images. */
        "Comfy-Model-Digest": components["schemas"]["Digest"];
        /** @description The engine that made the images; another engine may round differently. */
        "Comfy-Engine-Id": string;
        /**
         * @description The name of the class where all images are of one; absent for a batch over several.
         * @example sneaker
         */
        "Comfy-Class": string;
        /**
         * @description The file's receipt as a JSON Web Signature (RFC 7515) in compact form: its payload is a `Receipt` in
         *     canonical JSON, its key one of `/.well-known/comfy-edge-keys.json`. A deployment without a key sends
         *     unsecured ones (`alg` is `none`). Absent in answers of JSON, where every image has its own.
         */
        "Comfy-Receipt": components["schemas"]["ReceiptToken"];
        /**
         * @description Milliseconds for `cache` (images by address), `model` (resolve, and load where not cached),
         *     `generate` and `encode`. On
         *     Cloudflare the clock stands still between I/O, so pure computation reads as 0 there; locally the
         *     figures are real.
         * @example model;dur=0.4, generate;dur=3.1, encode;dur=0.6
         */
        "Server-Timing": string;
        /**
         * @description `public, max-age=31536000, immutable` where the answer can never change (`private` where it needs
         *     a key), `no-cache` where it is to be asked for again, `no-store` otherwise.
         */
        "Cache-Control": "public, max-age=31536000, immutable" | "private, max-age=31536000, immutable" | "no-cache" | "no-store";
        /**
         * @description Where the image came from (RFC 9211): `hit`, also where the client's own copy is the image
         *     (`detail=not-modified`), or made for this request and stored.
         * @example comfy-edge; hit
         */
        "Cache-Status": string;
        /** @description A strong entity tag. */
        ETag: string;
        /** @description The answer depends on `Accept`, and on `Origin` where the deployment lists pages. */
        VaryAccept: "Accept" | "Accept, Origin";
        /** @description Strong; only where the answer is immutable. */
        ETagOfImmutable: string;
        /** @description What is needed, after RFC 6750. */
        "WWW-Authenticate": string;
        /**
         * @description What is left of each quota of the key and when it begins anew, in seconds
         *     (draft-ietf-httpapi-ratelimit-headers). Absent where the key has no quotas, and where nothing was
         *     counted.
         * @example "images-minute";r=599;t=42, "images-day";r=99999;t=50000
         */
        RateLimit: string;
        /**
         * @description The quotas of the key: how much (`q`) in how many seconds (`w`) of which unit (`qu`: `images`, or
         *     `cpu-ms`, estimated milliseconds of CPU). Windows are fixed, and begin at full minutes and days of UTC.
         * @example "images-minute";q=600;w=60;qu="images", "images-day";q=100000;w=86400;qu="images"
         */
        "RateLimit-Policy": string;
        /** @description The answer is that of an earlier request with the same `Idempotency-Key`. */
        "Idempotent-Replayed": "true";
        /** @description Seconds to wait before trying again. */
        "Retry-After": string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    generateImages: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description An id of your own for this request, 1 to 64 of `A-Z a-z 0-9 . _ -`; anything else is replaced by a
                 *     fresh one. The answer repeats it.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description A name of your own for what this request is to do, such as a UUID: 1 to 255 printable ASCII characters,
                 *     with or without quotes (draft-ietf-httpapi-idempotency-key-header). It belongs to the API key and is
                 *     remembered for 24 hours. Whoever repeats the request with it gets the stored answer, with
                 *     `Idempotent-Replayed: true`, and nothing is made or counted again. Repetitions of a request that is
                 *     still being answered wait for its answer (`Prefer`), then 409 `idempotency_in_progress` comes.
                 *     Another request under the same name is refused with 422 `idempotency_mismatch`; what it asks, `Accept`
                 *     and `If-Match` included, must be the same, to the byte but for the boundaries of forms.
                 *
                 *     Answers of 400 and above are not stored: the name is free again. A seed that is left open follows from
                 *     the name, so that an execution which has to be repeated, after a crash, makes the same images. Streams
                 *     are not stored either: each repetition makes, and costs, the same images again; pin the version by
                 *     digest where the alias may move.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description `wait=<seconds>` (RFC 7240), with an `Idempotency-Key`: how long to wait for the answer of an earlier
                 *     request with it that is still under way; ten seconds at most, and by default.
                 * @example wait=5
                 */
                Prefer?: components["parameters"]["Prefer"];
                /**
                 * @description What to answer with; see above. Quality values are honoured.
                 * @example application/json
                 */
                Accept?: string;
                /**
                 * @description Of `text/event-stream` alone; the `id` of the last event that arrived, such as
                 *     `9f6d31ba78b3bb5d285b57ec0687e57cbd34cb6f5f6c7b924ff33c33090f43c8.42.3`.
                 */
                "Last-Event-ID"?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description At most 16 KiB. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["GenerateImagesRequest"];
            };
        };
        responses: {
            /** @description The images. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Comfy-Seed": components["headers"]["Comfy-Seed"];
                    "Comfy-Model-Digest": components["headers"]["Comfy-Model-Digest"];
                    "Comfy-Engine-Id": components["headers"]["Comfy-Engine-Id"];
                    "Comfy-Class": components["headers"]["Comfy-Class"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    "Comfy-Receipt": components["headers"]["Comfy-Receipt"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    /** @description Where the image came from (RFC 9211); only where it was not made for this request. */
                    "Cache-Status"?: "comfy-edge; hit";
                    /** @description The answer depends on `Accept`, and on `Origin` where the deployment lists pages. */
                    Vary: "Accept" | "Accept, Origin";
                    /** @description Strong; only where the answer is immutable. */
                    ETag?: string;
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GeneratedImages"];
                    "image/png": string;
                    "image/webp": string;
                    "image/jpeg": string;
                    "application/x-npy": string;
                    "text/event-stream": string;
                    "multipart/mixed": string;
                };
            };
            /** @description The body is not JSON, or a field is wrong. `pointer`, or `parameter` for `Last-Event-ID`, says which. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @constant */
                        status?: 400;
                        /** @enum {unknown} */
                        code?: "invalid_json" | "invalid_request";
                    };
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            /** @description No such model, alias or version. `pointer` is `/model`. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:comfy-edge:problem:alias_not_found",
                     *       "title": "There is no such alias",
                     *       "status": 404,
                     *       "detail": "expected an alias of model \"fashion-mnist\", got \"stable\"",
                     *       "code": "alias_not_found",
                     *       "pointer": "/model",
                     *       "requestId": "5b6ce01c-0f4f-4a1a-9f0e-0b6d3c0a4a52"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @constant */
                        status?: 404;
                        /** @enum {unknown} */
                        code?: "model_not_found" | "alias_not_found" | "version_not_found";
                    };
                };
            };
            /** @description `Accept` allows none of the media types above, or not that of `format`. */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:comfy-edge:problem:not_acceptable",
                     *       "title": "None of the acceptable media types can be produced",
                     *       "status": 406,
                     *       "detail": "expected one of image/png, application/json, text/event-stream, multipart/mixed, image/webp, image/jpeg, application/x-npy, got \"image/gif\"",
                     *       "code": "not_acceptable",
                     *       "parameter": "Accept",
                     *       "requestId": "5b6ce01c-0f4f-4a1a-9f0e-0b6d3c0a4a52"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @constant */
                        status?: 406;
                        /** @constant */
                        code?: "not_acceptable";
                    };
                };
            };
            409: components["responses"]["IdempotencyInProgress"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /**
             * @description The model exists but has no such class (`pointer` is `/class`) or direction (below `/directions`),
             *     or its images cannot be had in that size (`/size`); or the `Idempotency-Key` came with another
             *     request before.
             */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:comfy-edge:problem:unknown_class",
                     *       "title": "The model has no such class",
                     *       "status": 422,
                     *       "detail": "expected one of \"t-shirt\", \"trouser\", … or an index from 0 to 9, got \"hat\"",
                     *       "code": "unknown_class",
                     *       "pointer": "/class",
                     *       "requestId": "5b6ce01c-0f4f-4a1a-9f0e-0b6d3c0a4a52"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @constant */
                        status?: 422;
                        /** @enum {unknown} */
                        code?: "unknown_class" | "unknown_direction" | "unsupported_size" | "idempotency_mismatch";
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["MakingUnavailable"];
        };
    };
    interpolate: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description An id of your own for this request, 1 to 64 of `A-Z a-z 0-9 . _ -`; anything else is replaced by a
                 *     fresh one. The answer repeats it.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description A name of your own for what this request is to do, such as a UUID: 1 to 255 printable ASCII characters,
                 *     with or without quotes (draft-ietf-httpapi-idempotency-key-header). It belongs to the API key and is
                 *     remembered for 24 hours. Whoever repeats the request with it gets the stored answer, with
                 *     `Idempotent-Replayed: true`, and nothing is made or counted again. Repetitions of a request that is
                 *     still being answered wait for its answer (`Prefer`), then 409 `idempotency_in_progress` comes.
                 *     Another request under the same name is refused with 422 `idempotency_mismatch`; what it asks, `Accept`
                 *     and `If-Match` included, must be the same, to the byte but for the boundaries of forms.
                 *
                 *     Answers of 400 and above are not stored: the name is free again. A seed that is left open follows from
                 *     the name, so that an execution which has to be repeated, after a crash, makes the same images. Streams
                 *     are not stored either: each repetition makes, and costs, the same images again; pin the version by
                 *     digest where the alias may move.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description `wait=<seconds>` (RFC 7240), with an `Idempotency-Key`: how long to wait for the answer of an earlier
                 *     request with it that is still under way; ten seconds at most, and by default.
                 * @example wait=5
                 */
                Prefer?: components["parameters"]["Prefer"];
                /**
                 * @description What to answer with; see above. Quality values are honoured.
                 * @example image/gif
                 */
                Accept?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description At most 2 MiB. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["InterpolateRequest"];
            };
        };
        responses: {
            /** @description The frames. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Comfy-Model-Digest": components["headers"]["Comfy-Model-Digest"];
                    "Comfy-Engine-Id": components["headers"]["Comfy-Engine-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    "Comfy-Receipt": components["headers"]["Comfy-Receipt"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Vary: components["headers"]["VaryAccept"];
                    ETag: components["headers"]["ETagOfImmutable"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "image/apng": string;
                    "image/gif": string;
                    "image/webp": string;
                    "image/png": string;
                    "image/jpeg": string;
                    "application/x-npy": string;
                    "application/json": components["schemas"]["Interpolation"];
                };
            };
            400: components["responses"]["InvalidBody"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["ReferenceNotFound"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["IdempotencyInProgress"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["NotInTheModel"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["MakingUnavailable"];
        };
    };
    encodeImage: {
        parameters: {
            query?: {
                /** @description For a picture as the body; needed there. */
                model?: components["schemas"]["ModelReference"];
                /** @description As the field of the same name. */
                background?: components["schemas"]["Background"];
            };
            header?: {
                /**
                 * @description An id of your own for this request, 1 to 64 of `A-Z a-z 0-9 . _ -`; anything else is replaced by a
                 *     fresh one. The answer repeats it.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description A name of your own for what this request is to do, such as a UUID: 1 to 255 printable ASCII characters,
                 *     with or without quotes (draft-ietf-httpapi-idempotency-key-header). It belongs to the API key and is
                 *     remembered for 24 hours. Whoever repeats the request with it gets the stored answer, with
                 *     `Idempotent-Replayed: true`, and nothing is made or counted again. Repetitions of a request that is
                 *     still being answered wait for its answer (`Prefer`), then 409 `idempotency_in_progress` comes.
                 *     Another request under the same name is refused with 422 `idempotency_mismatch`; what it asks, `Accept`
                 *     and `If-Match` included, must be the same, to the byte but for the boundaries of forms.
                 *
                 *     Answers of 400 and above are not stored: the name is free again. A seed that is left open follows from
                 *     the name, so that an execution which has to be repeated, after a crash, makes the same images. Streams
                 *     are not stored either: each repetition makes, and costs, the same images again; pin the version by
                 *     digest where the alias may move.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description `wait=<seconds>` (RFC 7240), with an `Idempotency-Key`: how long to wait for the answer of an earlier
                 *     request with it that is still under way; ten seconds at most, and by default.
                 * @example wait=5
                 */
                Prefer?: components["parameters"]["Prefer"];
                /** @description What to answer with; see above. Quality values are honoured. */
                Accept?: string;
            };
            path?: never;
            cookie?: never;
        };
        /**
         * @description JSON of at most 6 MiB with the picture in base64, or the picture itself, at most 4 MiB, and all else
         *     in the query.
         */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "model": "fashion-mnist",
                 *       "image": "iVBORw0KGgoAAAANSUhEUgAAABwAAAAcCAAAAABXZoBIAAABPklEQVR4AdXAPS9DURwG8Oc5595zqxot1aSpd00kXlaDyVvoLmKwEV+AxVcQk28iBomEkYhFTBbETNRbG+rec87fIILBB+gPTY/4F0sa/2nd3p9vwReFvzoP2+pbQwRg0tD4o7B/9VJNlh9ug9kdXGj8NnJ0Uu3OHO6dZSvrRXtA/ODqwuXpok8Gk/P2wdhn54hvHNtsHHeVnwrlvDPm7j7MzRBfUlPTo9fSrT8ysQ6Usrb9NbdBQFGiiUq/wnNYpI7DRkacIAF3g7BrtK/QW3u5KqeLNUaeQSRIxaiZAXB87emx7j/SPZr5DmqdYhAn1pl0R36FUQXDpXyOYdaEJkKoAqF451GtLpFKoFRUimxDEqdFYGidixteKZrJt5tXDytURhOkpjjawFkdE2RQyNUd31yivX4XLwJA0HQ+AbzXdxBvFTzOAAAAAElFTkSuQmCC"
                 *     }
                 */
                "application/json": components["schemas"]["EncodeImageRequest"];
                "image/png": string;
                "image/jpeg": string;
                "image/webp": string;
            };
        };
        responses: {
            /** @description The distribution. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Comfy-Model-Digest": components["headers"]["Comfy-Model-Digest"];
                    "Comfy-Engine-Id": components["headers"]["Comfy-Engine-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Vary: components["headers"]["VaryAccept"];
                    ETag: components["headers"]["ETagOfImmutable"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Encoding"];
                };
            };
            400: components["responses"]["InvalidBody"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["ReferenceNotFound"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["IdempotencyInProgress"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["PictureRefused"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["MakingUnavailable"];
        };
    };
    reconstructImage: {
        parameters: {
            query?: {
                /** @description For a picture as the body; needed there. */
                model?: components["schemas"]["ModelReference"];
                /** @description As the field of the same name. */
                class?: components["schemas"]["ClassReference"];
                /** @description As the field of the same name. */
                background?: components["schemas"]["Background"];
                /** @description As the field of the same name. */
                format?: "png" | "webp" | "jpeg" | "npy";
                /** @description As the field of the same name. */
                size?: components["schemas"]["ImageSize"];
                /** @description As the field of the same name. */
                resampling?: components["schemas"]["Resampling"];
                /** @description As the field of the same name. */
                quality?: components["schemas"]["Quality"];
                /** @description As the field of the same name. */
                valueType?: components["schemas"]["ValueType"];
            };
            header?: {
                /**
                 * @description An id of your own for this request, 1 to 64 of `A-Z a-z 0-9 . _ -`; anything else is replaced by a
                 *     fresh one. The answer repeats it.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description A name of your own for what this request is to do, such as a UUID: 1 to 255 printable ASCII characters,
                 *     with or without quotes (draft-ietf-httpapi-idempotency-key-header). It belongs to the API key and is
                 *     remembered for 24 hours. Whoever repeats the request with it gets the stored answer, with
                 *     `Idempotent-Replayed: true`, and nothing is made or counted again. Repetitions of a request that is
                 *     still being answered wait for its answer (`Prefer`), then 409 `idempotency_in_progress` comes.
                 *     Another request under the same name is refused with 422 `idempotency_mismatch`; what it asks, `Accept`
                 *     and `If-Match` included, must be the same, to the byte but for the boundaries of forms.
                 *
                 *     Answers of 400 and above are not stored: the name is free again. A seed that is left open follows from
                 *     the name, so that an execution which has to be repeated, after a crash, makes the same images. Streams
                 *     are not stored either: each repetition makes, and costs, the same images again; pin the version by
                 *     digest where the alias may move.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description `wait=<seconds>` (RFC 7240), with an `Idempotency-Key`: how long to wait for the answer of an earlier
                 *     request with it that is still under way; ten seconds at most, and by default.
                 * @example wait=5
                 */
                Prefer?: components["parameters"]["Prefer"];
                /**
                 * @description What to answer with; see above. Quality values are honoured.
                 * @example application/json
                 */
                Accept?: string;
            };
            path?: never;
            cookie?: never;
        };
        /**
         * @description JSON of at most 6 MiB with the picture in base64, or the picture itself, at most 4 MiB, and all else
         *     in the query.
         */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "model": "fashion-mnist",
                 *       "class": "sneaker",
                 *       "image": "iVBORw0KGgoAAAANSUhEUgAAABwAAAAcCAAAAABXZoBIAAABPklEQVR4AdXAPS9DURwG8Oc5595zqxot1aSpd00kXlaDyVvoLmKwEV+AxVcQk28iBomEkYhFTBbETNRbG+rec87fIILBB+gPTY/4F0sa/2nd3p9vwReFvzoP2+pbQwRg0tD4o7B/9VJNlh9ug9kdXGj8NnJ0Uu3OHO6dZSvrRXtA/ODqwuXpok8Gk/P2wdhn54hvHNtsHHeVnwrlvDPm7j7MzRBfUlPTo9fSrT8ysQ6Usrb9NbdBQFGiiUq/wnNYpI7DRkacIAF3g7BrtK/QW3u5KqeLNUaeQSRIxaiZAXB87emx7j/SPZr5DmqdYhAn1pl0R36FUQXDpXyOYdaEJkKoAqF451GtLpFKoFRUimxDEqdFYGidixteKZrJt5tXDytURhOkpjjawFkdE2RQyNUd31yivX4XLwJA0HQ+AbzXdxBvFTzOAAAAAElFTkSuQmCC"
                 *     }
                 */
                "application/json": components["schemas"]["ReconstructImageRequest"];
                "image/png": string;
                "image/jpeg": string;
                "image/webp": string;
            };
        };
        responses: {
            /** @description The reconstruction. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Comfy-Model-Digest": components["headers"]["Comfy-Model-Digest"];
                    "Comfy-Engine-Id": components["headers"]["Comfy-Engine-Id"];
                    "Comfy-Class": components["headers"]["Comfy-Class"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    "Comfy-Receipt": components["headers"]["Comfy-Receipt"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Vary: components["headers"]["VaryAccept"];
                    ETag: components["headers"]["ETagOfImmutable"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reconstruction"];
                    "image/png": string;
                    "image/webp": string;
                    "image/jpeg": string;
                    "application/x-npy": string;
                };
            };
            400: components["responses"]["InvalidBody"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["ReferenceNotFound"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["IdempotencyInProgress"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["PictureOrClassRefused"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["MakingUnavailable"];
        };
    };
    varyImage: {
        parameters: {
            query?: {
                /** @description For a picture as the body; needed there. */
                model?: components["schemas"]["ModelReference"];
                /** @description As the field of the same name. */
                class?: components["schemas"]["ClassReference"];
                /** @description As the field of the same name. */
                background?: components["schemas"]["Background"];
                /** @description As the field of the same name. */
                n?: number;
                /** @description As the field of the same name. */
                strength?: number;
                /** @description As the field of the same name. */
                seed?: components["schemas"]["SeedU32"];
                /** @description As the field of the same name. */
                columns?: number;
                /** @description As the field of the same name. */
                format?: "png" | "webp" | "jpeg" | "npy";
                /** @description As the field of the same name. */
                size?: components["schemas"]["ImageSize"];
                /** @description As the field of the same name. */
                resampling?: components["schemas"]["Resampling"];
                /** @description As the field of the same name. */
                quality?: components["schemas"]["Quality"];
                /** @description As the field of the same name. */
                valueType?: components["schemas"]["ValueType"];
            };
            header?: {
                /**
                 * @description An id of your own for this request, 1 to 64 of `A-Z a-z 0-9 . _ -`; anything else is replaced by a
                 *     fresh one. The answer repeats it.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description A name of your own for what this request is to do, such as a UUID: 1 to 255 printable ASCII characters,
                 *     with or without quotes (draft-ietf-httpapi-idempotency-key-header). It belongs to the API key and is
                 *     remembered for 24 hours. Whoever repeats the request with it gets the stored answer, with
                 *     `Idempotent-Replayed: true`, and nothing is made or counted again. Repetitions of a request that is
                 *     still being answered wait for its answer (`Prefer`), then 409 `idempotency_in_progress` comes.
                 *     Another request under the same name is refused with 422 `idempotency_mismatch`; what it asks, `Accept`
                 *     and `If-Match` included, must be the same, to the byte but for the boundaries of forms.
                 *
                 *     Answers of 400 and above are not stored: the name is free again. A seed that is left open follows from
                 *     the name, so that an execution which has to be repeated, after a crash, makes the same images. Streams
                 *     are not stored either: each repetition makes, and costs, the same images again; pin the version by
                 *     digest where the alias may move.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description `wait=<seconds>` (RFC 7240), with an `Idempotency-Key`: how long to wait for the answer of an earlier
                 *     request with it that is still under way; ten seconds at most, and by default.
                 * @example wait=5
                 */
                Prefer?: components["parameters"]["Prefer"];
                /**
                 * @description What to answer with; see above. Quality values are honoured.
                 * @example application/json
                 */
                Accept?: string;
            };
            path?: never;
            cookie?: never;
        };
        /**
         * @description JSON of at most 6 MiB with the picture in base64, or the picture itself, at most 4 MiB, and all else
         *     in the query.
         */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "model": "fashion-mnist",
                 *       "class": "sneaker",
                 *       "strength": 0.3,
                 *       "n": 8,
                 *       "seed": 1,
                 *       "image": "iVBORw0KGgoAAAANSUhEUgAAABwAAAAcCAAAAABXZoBIAAABPklEQVR4AdXAPS9DURwG8Oc5595zqxot1aSpd00kXlaDyVvoLmKwEV+AxVcQk28iBomEkYhFTBbETNRbG+rec87fIILBB+gPTY/4F0sa/2nd3p9vwReFvzoP2+pbQwRg0tD4o7B/9VJNlh9ug9kdXGj8NnJ0Uu3OHO6dZSvrRXtA/ODqwuXpok8Gk/P2wdhn54hvHNtsHHeVnwrlvDPm7j7MzRBfUlPTo9fSrT8ysQ6Usrb9NbdBQFGiiUq/wnNYpI7DRkacIAF3g7BrtK/QW3u5KqeLNUaeQSRIxaiZAXB87emx7j/SPZr5DmqdYhAn1pl0R36FUQXDpXyOYdaEJkKoAqF451GtLpFKoFRUimxDEqdFYGidixteKZrJt5tXDytURhOkpjjawFkdE2RQyNUd31yivX4XLwJA0HQ+AbzXdxBvFTzOAAAAAElFTkSuQmCC"
                 *     }
                 */
                "application/json": components["schemas"]["VaryImageRequest"];
                "image/png": string;
                "image/jpeg": string;
                "image/webp": string;
            };
        };
        responses: {
            /** @description The variations. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Comfy-Model-Digest": components["headers"]["Comfy-Model-Digest"];
                    "Comfy-Engine-Id": components["headers"]["Comfy-Engine-Id"];
                    "Comfy-Class": components["headers"]["Comfy-Class"];
                    "Comfy-Seed": components["headers"]["Comfy-Seed"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    "Comfy-Receipt": components["headers"]["Comfy-Receipt"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Vary: components["headers"]["VaryAccept"];
                    ETag: components["headers"]["ETagOfImmutable"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Variations"];
                    "image/png": string;
                    "image/webp": string;
                    "image/jpeg": string;
                    "application/x-npy": string;
                };
            };
            400: components["responses"]["InvalidBody"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["ReferenceNotFound"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["IdempotencyInProgress"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["PictureOrClassRefused"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["MakingUnavailable"];
        };
    };
    compareVersions: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description An id of your own for this request, 1 to 64 of `A-Z a-z 0-9 . _ -`; anything else is replaced by a
                 *     fresh one. The answer repeats it.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description A name of your own for what this request is to do, such as a UUID: 1 to 255 printable ASCII characters,
                 *     with or without quotes (draft-ietf-httpapi-idempotency-key-header). It belongs to the API key and is
                 *     remembered for 24 hours. Whoever repeats the request with it gets the stored answer, with
                 *     `Idempotent-Replayed: true`, and nothing is made or counted again. Repetitions of a request that is
                 *     still being answered wait for its answer (`Prefer`), then 409 `idempotency_in_progress` comes.
                 *     Another request under the same name is refused with 422 `idempotency_mismatch`; what it asks, `Accept`
                 *     and `If-Match` included, must be the same, to the byte but for the boundaries of forms.
                 *
                 *     Answers of 400 and above are not stored: the name is free again. A seed that is left open follows from
                 *     the name, so that an execution which has to be repeated, after a crash, makes the same images. Streams
                 *     are not stored either: each repetition makes, and costs, the same images again; pin the version by
                 *     digest where the alias may move.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description `wait=<seconds>` (RFC 7240), with an `Idempotency-Key`: how long to wait for the answer of an earlier
                 *     request with it that is still under way; ten seconds at most, and by default.
                 * @example wait=5
                 */
                Prefer?: components["parameters"]["Prefer"];
                /**
                 * @description What to answer with; see above. Quality values are honoured.
                 * @example application/json
                 */
                Accept?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description At most 16 KiB. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["CompareRequest"];
            };
        };
        responses: {
            /** @description The pairs. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Comfy-Engine-Id": components["headers"]["Comfy-Engine-Id"];
                    "Comfy-Seed": components["headers"]["Comfy-Seed"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    "Comfy-Receipt": components["headers"]["Comfy-Receipt"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Vary: components["headers"]["VaryAccept"];
                    ETag: components["headers"]["ETagOfImmutable"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comparison"];
                    "image/png": string;
                    "image/webp": string;
                    "image/jpeg": string;
                    "application/x-npy": string;
                };
            };
            400: components["responses"]["InvalidBody"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["ReferenceNotFound"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["IdempotencyInProgress"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /**
             * @description The versions have nothing in common that could be compared, or not that class, or their images
             *     cannot be had in that size; or the `Idempotency-Key` came with another request before.
             */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:comfy-edge:problem:versions_incomparable",
                     *       "title": "The versions cannot be compared",
                     *       "status": 422,
                     *       "detail": "expected versions of one size, got 28×28×1 of 64 latents and 56×56×3 of 100 latents",
                     *       "code": "versions_incomparable",
                     *       "pointer": "/models",
                     *       "requestId": "5b6ce01c-0f4f-4a1a-9f0e-0b6d3c0a4a52"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @constant */
                        status?: 422;
                        /** @enum {unknown} */
                        code?: "versions_incomparable" | "unknown_class" | "unsupported_size" | "idempotency_mismatch";
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["MakingUnavailable"];
        };
    };
    listOpenAiModels: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description An id of your own for this request, 1 to 64 of `A-Z a-z 0-9 . _ -`; anything else is replaced by a
                 *     fresh one. The answer repeats it.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As OpenAI's API answers. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenAiModels"];
                };
            };
            /** @description A defect of the service. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenAiError"] & {
                        error?: {
                            /** @enum {unknown} */
                            code?: "internal_error";
                        };
                    };
                };
            };
            /** @description The object storage or the database does not answer. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenAiError"] & {
                        error?: {
                            /** @enum {unknown} */
                            code?: "storage_unavailable";
                        };
                    };
                };
            };
        };
    };
    generateOpenAiImages: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description An id of your own for this request, 1 to 64 of `A-Z a-z 0-9 . _ -`; anything else is replaced by a
                 *     fresh one. The answer repeats it.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description A name of your own for what this request is to do, such as a UUID: 1 to 255 printable ASCII characters,
                 *     with or without quotes (draft-ietf-httpapi-idempotency-key-header). It belongs to the API key and is
                 *     remembered for 24 hours. Whoever repeats the request with it gets the stored answer, with
                 *     `Idempotent-Replayed: true`, and nothing is made or counted again. Repetitions of a request that is
                 *     still being answered wait for its answer (`Prefer`), then 409 `idempotency_in_progress` comes.
                 *     Another request under the same name is refused with 422 `idempotency_mismatch`; what it asks, `Accept`
                 *     and `If-Match` included, must be the same, to the byte but for the boundaries of forms.
                 *
                 *     Answers of 400 and above are not stored: the name is free again. A seed that is left open follows from
                 *     the name, so that an execution which has to be repeated, after a crash, makes the same images. Streams
                 *     are not stored either: each repetition makes, and costs, the same images again; pin the version by
                 *     digest where the alias may move.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description `wait=<seconds>` (RFC 7240), with an `Idempotency-Key`: how long to wait for the answer of an earlier
                 *     request with it that is still under way; ten seconds at most, and by default.
                 * @example wait=5
                 */
                Prefer?: components["parameters"]["Prefer"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description At most 16 KiB. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "model": "fashion-mnist",
                 *       "prompt": "an ankle boot",
                 *       "seed": 42
                 *     }
                 */
                "application/json": components["schemas"]["OpenAiGenerationRequest"];
            };
        };
        responses: {
            /** @description As OpenAI's API answers. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "created": 1795612463,
                     *       "data": [
                     *         {
                     *           "b64_json": "iVBORw0KGgo=",
                     *           "revised_prompt": "ankle-boot",
                     *           "class": "ankle-boot",
                     *           "seed": 42
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["OpenAiImages"];
                };
            };
            /** @description The request is wrong; `param` says where. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenAiError"] & {
                        error?: {
                            /** @enum {unknown} */
                            code?: "invalid_json" | "invalid_request";
                        };
                    };
                };
            };
            /** @description No valid key was sent; `code` says whether it was revoked or has expired. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenAiError"] & {
                        error?: {
                            /** @enum {unknown} */
                            code?: "unauthenticated" | "key_revoked" | "key_expired";
                        };
                    };
                };
            };
            /** @description The key lacks the scope. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenAiError"] & {
                        error?: {
                            /** @enum {unknown} */
                            code?: "insufficient_scope";
                        };
                    };
                };
            };
            /** @description No such model, alias or version. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenAiError"] & {
                        error?: {
                            /** @enum {unknown} */
                            code?: "model_not_found" | "alias_not_found" | "version_not_found";
                        };
                    };
                };
            };
            /** @description The first request with this `Idempotency-Key` is still being answered. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenAiError"] & {
                        error?: {
                            /** @enum {unknown} */
                            code?: "idempotency_in_progress";
                        };
                    };
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenAiError"] & {
                        error?: {
                            /** @enum {unknown} */
                            code?: "payload_too_large";
                        };
                    };
                };
            };
            /** @description The body has the wrong media type. */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    /** @description `identity`; only where the body was encoded. */
                    "Accept-Encoding"?: "identity";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenAiError"] & {
                        error?: {
                            /** @enum {unknown} */
                            code?: "unsupported_media_type";
                        };
                    };
                };
            };
            /** @description It cannot be made; `message` says why. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenAiError"] & {
                        error?: {
                            /** @enum {unknown} */
                            code?: "unknown_class" | "unsupported_size" | "idempotency_mismatch";
                        };
                    };
                };
            };
            /**
             * @description A quota of the key is used up; or too many requests came from one address, which is turned away
             *     before it is known what it asks for, in the form of all other operations.
             */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenAiError"] & {
                        error?: {
                            /** @enum {unknown} */
                            code?: "quota_exceeded";
                        };
                    };
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @constant */
                        status?: 429;
                        /** @constant */
                        code?: "too_many_requests";
                    };
                };
            };
            /** @description A defect of the service. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenAiError"] & {
                        error?: {
                            /** @enum {unknown} */
                            code?: "internal_error";
                        };
                    };
                };
            };
            /** @description The model, the object storage or the key's ledger cannot be used at the moment, or there is too much to do. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenAiError"] & {
                        error?: {
                            /** @enum {unknown} */
                            code?: "model_unavailable" | "storage_unavailable" | "ledger_unavailable" | "overloaded";
                        };
                    };
                };
            };
        };
    };
    varyOpenAiImage: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description An id of your own for this request, 1 to 64 of `A-Z a-z 0-9 . _ -`; anything else is replaced by a
                 *     fresh one. The answer repeats it.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description A name of your own for what this request is to do, such as a UUID: 1 to 255 printable ASCII characters,
                 *     with or without quotes (draft-ietf-httpapi-idempotency-key-header). It belongs to the API key and is
                 *     remembered for 24 hours. Whoever repeats the request with it gets the stored answer, with
                 *     `Idempotent-Replayed: true`, and nothing is made or counted again. Repetitions of a request that is
                 *     still being answered wait for its answer (`Prefer`), then 409 `idempotency_in_progress` comes.
                 *     Another request under the same name is refused with 422 `idempotency_mismatch`; what it asks, `Accept`
                 *     and `If-Match` included, must be the same, to the byte but for the boundaries of forms.
                 *
                 *     Answers of 400 and above are not stored: the name is free again. A seed that is left open follows from
                 *     the name, so that an execution which has to be repeated, after a crash, makes the same images. Streams
                 *     are not stored either: each repetition makes, and costs, the same images again; pin the version by
                 *     digest where the alias may move.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description `wait=<seconds>` (RFC 7240), with an `Idempotency-Key`: how long to wait for the answer of an earlier
                 *     request with it that is still under way; ten seconds at most, and by default.
                 * @example wait=5
                 */
                Prefer?: components["parameters"]["Prefer"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description A form with a picture of at most 4 MiB. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "model": "fashion-mnist",
                 *       "image": "sneaker.png",
                 *       "n": 2,
                 *       "seed": 42
                 *     }
                 */
                "multipart/form-data": components["schemas"]["OpenAiVariationRequest"];
            };
        };
        responses: {
            /** @description As OpenAI's API answers. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "created": 1795612463,
                     *       "data": [
                     *         {
                     *           "b64_json": "iVBORw0KGgo=",
                     *           "revised_prompt": "sneaker",
                     *           "class": "sneaker",
                     *           "seed": 42
                     *         },
                     *         {
                     *           "b64_json": "iVBORw0KGgo=",
                     *           "revised_prompt": "sneaker",
                     *           "class": "sneaker",
                     *           "seed": 43
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["OpenAiImages"];
                };
            };
            /** @description The request is wrong; `param` says where. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenAiError"] & {
                        error?: {
                            /** @enum {unknown} */
                            code?: "invalid_request";
                        };
                    };
                };
            };
            /** @description No valid key was sent; `code` says whether it was revoked or has expired. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenAiError"] & {
                        error?: {
                            /** @enum {unknown} */
                            code?: "unauthenticated" | "key_revoked" | "key_expired";
                        };
                    };
                };
            };
            /** @description The key lacks the scope. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenAiError"] & {
                        error?: {
                            /** @enum {unknown} */
                            code?: "insufficient_scope";
                        };
                    };
                };
            };
            /** @description No such model, alias or version. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenAiError"] & {
                        error?: {
                            /** @enum {unknown} */
                            code?: "model_not_found" | "alias_not_found" | "version_not_found";
                        };
                    };
                };
            };
            /** @description The first request with this `Idempotency-Key` is still being answered. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenAiError"] & {
                        error?: {
                            /** @enum {unknown} */
                            code?: "idempotency_in_progress";
                        };
                    };
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenAiError"] & {
                        error?: {
                            /** @enum {unknown} */
                            code?: "payload_too_large";
                        };
                    };
                };
            };
            /** @description The body has the wrong media type. */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    /** @description `identity`; only where the body was encoded. */
                    "Accept-Encoding"?: "identity";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenAiError"] & {
                        error?: {
                            /** @enum {unknown} */
                            code?: "unsupported_media_type";
                        };
                    };
                };
            };
            /** @description It cannot be made; `message` says why. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenAiError"] & {
                        error?: {
                            /** @enum {unknown} */
                            code?: "encoder_missing" | "image_invalid" | "image_unsupported" | "image_too_large" | "unknown_class" | "unsupported_size" | "idempotency_mismatch";
                        };
                    };
                };
            };
            /**
             * @description A quota of the key is used up; or too many requests came from one address, which is turned away
             *     before it is known what it asks for, in the form of all other operations.
             */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenAiError"] & {
                        error?: {
                            /** @enum {unknown} */
                            code?: "quota_exceeded";
                        };
                    };
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @constant */
                        status?: 429;
                        /** @constant */
                        code?: "too_many_requests";
                    };
                };
            };
            /** @description A defect of the service. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenAiError"] & {
                        error?: {
                            /** @enum {unknown} */
                            code?: "internal_error";
                        };
                    };
                };
            };
            /** @description The model, the object storage or the key's ledger cannot be used at the moment, or there is too much to do. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenAiError"] & {
                        error?: {
                            /** @enum {unknown} */
                            code?: "model_unavailable" | "storage_unavailable" | "ledger_unavailable" | "overloaded";
                        };
                    };
                };
            };
        };
    };
    listModels: {
        parameters: {
            query?: {
                /**
                 * @description Models per page.
                 * @example 10
                 */
                limit?: number;
                /** @description Where to go on; opaque. */
                cursor?: string;
            };
            header?: {
                /**
                 * @description An id of your own for this request, 1 to 64 of `A-Z a-z 0-9 . _ -`; anything else is replaced by a
                 *     fresh one. The answer repeats it.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of models. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "models": [
                     *         {
                     *           "name": "fashion-mnist",
                     *           "latest": "9f6d31ba78b3bb5d285b57ec0687e57cbd34cb6f5f6c7b924ff33c33090f43c8"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ModelPage"];
                };
            };
            400: components["responses"]["InvalidParameter"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["StorageUnavailable"];
        };
    };
    getModel: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description An id of your own for this request, 1 to 64 of `A-Z a-z 0-9 . _ -`; anything else is replaced by a
                 *     fresh one. The answer repeats it.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /**
                 * @description The model's name.
                 * @example fashion-mnist
                 */
                model: components["parameters"]["Model"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The model. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Model"];
                };
            };
            400: components["responses"]["InvalidParameter"];
            404: components["responses"]["ModelNotFound"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["StorageUnavailable"];
        };
    };
    putBlob: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description An id of your own for this request, 1 to 64 of `A-Z a-z 0-9 . _ -`; anything else is replaced by a
                 *     fresh one. The answer repeats it.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /**
                 * @description The SHA-256 of the body.
                 * @example 69e59db8fcc5d16ef687064737726172c185f1cb50ddf5cc5a84553527cf2f08
                 */
                sha256: components["schemas"]["Digest"];
            };
            cookie?: never;
        };
        /** @description The bytes, at most 16 MiB. */
        requestBody: {
            content: {
                /** @example the bytes of a blob */
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description The blob was there already. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoredBlob"];
                };
            };
            /** @description The blob is stored. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "sha256": "69e59db8fcc5d16ef687064737726172c185f1cb50ddf5cc5a84553527cf2f08",
                     *       "sizeBytes": 19
                     *     }
                     */
                    "application/json": components["schemas"]["StoredBlob"];
                };
            };
            400: components["responses"]["InvalidParameter"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description The body's SHA-256 is not its name. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @constant */
                        status?: 422;
                        /** @constant */
                        code?: "digest_mismatch";
                    };
                };
            };
            500: components["responses"]["InternalError"];
            503: components["responses"]["StorageBusy"];
        };
    };
    getModelVersion: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description An id of your own for this request, 1 to 64 of `A-Z a-z 0-9 . _ -`; anything else is replaced by a
                 *     fresh one. The answer repeats it.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description The `ETag` of an answer that is at hand, such as `"b1946ac92492d2347c6235b4d2611184"`, or several:
                 *     where it still holds, 304 comes instead of the body.
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /**
                 * @description The model's name.
                 * @example fashion-mnist
                 */
                model: components["parameters"]["Model"];
                /**
                 * @description The SHA-256 of the version's manifest.
                 * @example 9f6d31ba78b3bb5d285b57ec0687e57cbd34cb6f5f6c7b924ff33c33090f43c8
                 */
                digest: components["parameters"]["VersionDigest"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The version. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelVersion"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["InvalidParameter"];
            404: components["responses"]["VersionNotFound"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ModelUnavailable"];
        };
    };
    putModelVersion: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description An id of your own for this request, 1 to 64 of `A-Z a-z 0-9 . _ -`; anything else is replaced by a
                 *     fresh one. The answer repeats it.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description A JSON Web Signature in its compact form (RFC 7515): its protected header is
                 *     `{"alg":"EdDSA","kid":<publisher>,"typ":"comfy-edge-publication+jws"}`, its payload a
                 *     `PublicationStatement` in canonical JSON (RFC 8785). `npm run publish-model` makes it.
                 */
                "Comfy-Publication"?: string;
            };
            path: {
                /**
                 * @description The model's name.
                 * @example tiny
                 */
                model: components["schemas"]["ModelName"];
                /**
                 * @description The SHA-256 of the body.
                 * @example 7c806de7574d190db43de0124dcb77f7ce7d98038f3aa8e594eaac70556852ed
                 */
                digest: components["schemas"]["Digest"];
            };
            cookie?: never;
        };
        /** @description The bytes of `manifest.json`, at most 1 MiB. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "classes": [
                 *         "circle",
                 *         "square",
                 *         "star"
                 *       ],
                 *       "createdAt": "2026-11-22T10:00:00.000Z",
                 *       "data": {
                 *         "licence": "CC0-1.0",
                 *         "name": "none",
                 *         "source": ""
                 *       },
                 *       "description": "Random weights, for tests.",
                 *       "format": "comfy-edge/manifest@1",
                 *       "image": {
                 *         "channels": 1,
                 *         "height": 8,
                 *         "width": 8
                 *       },
                 *       "latent": {
                 *         "size": 8
                 *       },
                 *       "licence": "CC0-1.0",
                 *       "metrics": {
                 *         "cas": 0.25
                 *       },
                 *       "networks": {
                 *         "generator": {
                 *           "graph": {
                 *             "classCount": 3,
                 *             "nodes": [
                 *               {
                 *                 "id": "z",
                 *                 "op": "input",
                 *                 "shape": [
                 *                   8
                 *                 ]
                 *               },
                 *               {
                 *                 "activation": {
                 *                   "fn": "tanh"
                 *                 },
                 *                 "bias": "perClass",
                 *                 "gain": "none",
                 *                 "id": "dense",
                 *                 "input": "z",
                 *                 "op": "dense",
                 *                 "units": 64
                 *               },
                 *               {
                 *                 "id": "pixels",
                 *                 "input": "dense",
                 *                 "op": "reshape",
                 *                 "shape": [
                 *                   8,
                 *                   8,
                 *                   1
                 *                 ]
                 *               }
                 *             ]
                 *           },
                 *           "weights": {
                 *             "sha256": "6650beea051f713832da56ca5d030bde16d6950f0e07833f0c98f00be7ec1e69",
                 *             "sizeBytes": 1760
                 *           }
                 *         }
                 *       },
                 *       "title": "Tiny",
                 *       "training": {
                 *         "config": {},
                 *         "images": 0,
                 *         "preset": "none",
                 *         "seed": 1,
                 *         "steps": 0
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["Manifest"];
            };
        };
        responses: {
            /** @description The version was there already. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoredVersion"];
                };
            };
            /** @description The version is published. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoredVersion"];
                };
            };
            400: components["responses"]["InvalidParameter"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            /**
             * @description The manifest names a blob that is not stored: upload it with `PUT /v1/blobs/{sha256}` and repeat. Or
             *     a statement with this counter, or a higher one, was accepted already: sign again with one above
             *     `counter`.
             */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:comfy-edge:problem:blob_missing",
                     *       "title": "A blob that the manifest names is not stored",
                     *       "status": 409,
                     *       "detail": "expected blob 9c56cc51b374c3ba189210d5b6d4bf57790d351c96c47c02190ecf1e430635ab of 1048576 bytes to be stored, got none; PUT /v1/blobs/9c56cc51b374c3ba189210d5b6d4bf57790d351c96c47c02190ecf1e430635ab",
                     *       "code": "blob_missing",
                     *       "requestId": "5b6ce01c-0f4f-4a1a-9f0e-0b6d3c0a4a52"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @constant */
                        status?: 409;
                        /** @enum {unknown} */
                        code?: "blob_missing" | "statement_superseded";
                    };
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /**
             * @description The body's SHA-256 is not `digest`, or the body is not the canonical manifest of a version that
             *     this engine can run. Or the statement is missing, is about something else, is not signed by whom
             *     it names, is not valid now, or is of a publisher whom this deployment does not believe.
             */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:comfy-edge:problem:digest_mismatch",
                     *       "title": "The body does not hash to its name",
                     *       "status": 422,
                     *       "detail": "expected SHA-256 9f6d31ba78b3bb5d285b57ec0687e57cbd34cb6f5f6c7b924ff33c33090f43c8, got 9c56cc51b374c3ba189210d5b6d4bf57790d351c96c47c02190ecf1e430635ab",
                     *       "code": "digest_mismatch",
                     *       "requestId": "5b6ce01c-0f4f-4a1a-9f0e-0b6d3c0a4a52"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @constant */
                        status?: 422;
                        /** @enum {unknown} */
                        code?: "digest_mismatch" | "invalid_manifest" | "statement_missing" | "statement_invalid" | "statement_expired" | "publisher_untrusted";
                    };
                };
            };
            500: components["responses"]["InternalError"];
            503: components["responses"]["StorageBusy"];
        };
    };
    deleteModelVersion: {
        parameters: {
            query?: {
                /** @description Why, for the audit log. */
                reason?: components["parameters"]["Reason"];
            };
            header?: {
                /**
                 * @description An id of your own for this request, 1 to 64 of `A-Z a-z 0-9 . _ -`; anything else is replaced by a
                 *     fresh one. The answer repeats it.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /**
                 * @description The model's name.
                 * @example tiny
                 */
                model: components["schemas"]["ModelName"];
                /**
                 * @description The SHA-256 of the version's manifest.
                 * @example 7c806de7574d190db43de0124dcb77f7ce7d98038f3aa8e594eaac70556852ed
                 */
                digest: components["schemas"]["Digest"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The version is gone. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidParameter"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["VersionNotFound"];
            /** @description Something uses the version; `usedBy` says what. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:comfy-edge:problem:version_in_use",
                     *       "title": "The version is in use",
                     *       "status": 409,
                     *       "detail": "expected a version that nothing uses, got one that is used by alias latest",
                     *       "code": "version_in_use",
                     *       "parameter": "digest",
                     *       "usedBy": [
                     *         "alias latest"
                     *       ],
                     *       "requestId": "5b6ce01c-0f4f-4a1a-9f0e-0b6d3c0a4a52"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @constant */
                        status?: 409;
                        /** @constant */
                        code?: "version_in_use";
                    };
                };
            };
            500: components["responses"]["InternalError"];
            503: components["responses"]["StorageUnavailable"];
        };
    };
    getModelAlias: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description An id of your own for this request, 1 to 64 of `A-Z a-z 0-9 . _ -`; anything else is replaced by a
                 *     fresh one. The answer repeats it.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description The `ETag` of an answer that is at hand, such as `"b1946ac92492d2347c6235b4d2611184"`, or several:
                 *     where it still holds, 304 comes instead of the body.
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /**
                 * @description The model's name.
                 * @example fashion-mnist
                 */
                model: components["parameters"]["Model"];
                /**
                 * @description The alias, such as `latest`.
                 * @example latest
                 */
                alias: components["parameters"]["ModelAlias"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The alias. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "alias": "latest",
                     *       "digest": "9f6d31ba78b3bb5d285b57ec0687e57cbd34cb6f5f6c7b924ff33c33090f43c8"
                     *     }
                     */
                    "application/json": components["schemas"]["ModelAlias"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["InvalidParameter"];
            /** @description No such model or alias. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @constant */
                        status?: 404;
                        /** @enum {unknown} */
                        code?: "model_not_found" | "alias_not_found";
                    };
                };
            };
            500: components["responses"]["InternalError"];
            503: components["responses"]["StorageUnavailable"];
        };
    };
    putModelAlias: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description An id of your own for this request, 1 to 64 of `A-Z a-z 0-9 . _ -`; anything else is replaced by a
                 *     fresh one. The answer repeats it.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /** @description The `ETag` of the alias as it was read, such as `"7"`. Exactly one of this and `If-None-Match`. */
                "If-Match"?: string;
                /**
                 * @description `*`: only if there is no such alias yet.
                 * @example *
                 */
                "If-None-Match"?: "*";
            };
            path: {
                /**
                 * @description The model's name.
                 * @example fashion-mnist
                 */
                model: components["parameters"]["Model"];
                /**
                 * @description The alias to create or move.
                 * @example stable
                 */
                alias: components["schemas"]["Alias"];
            };
            cookie?: never;
        };
        /** @description At most 4 KiB. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "digest": "9f6d31ba78b3bb5d285b57ec0687e57cbd34cb6f5f6c7b924ff33c33090f43c8"
                 *     }
                 */
                "application/json": components["schemas"]["PutModelAliasRequest"];
            };
        };
        responses: {
            /** @description The alias moved. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelAlias"];
                };
            };
            /** @description The alias was created. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelAlias"];
                };
            };
            /**
             * @description The body is not JSON, a field is wrong (`pointer`), or a path parameter or conditional header
             *     is (`parameter`).
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @constant */
                        status?: 400;
                        /** @enum {unknown} */
                        code?: "invalid_json" | "invalid_request";
                    };
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["VersionNotFound"];
            /**
             * @description The version is older than the one in its place, or below the alias's quality gate; `failures` names
             *     each metric with what was expected and what the manifest says.
             */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:comfy-edge:problem:below_quality_gate",
                     *       "title": "The version is below the alias's quality gate",
                     *       "status": 409,
                     *       "detail": "expected cas >= 0.85, got 0.8",
                     *       "code": "below_quality_gate",
                     *       "pointer": "/digest",
                     *       "failures": [
                     *         {
                     *           "metric": "cas",
                     *           "rule": "limit",
                     *           "expected": ">= 0.85",
                     *           "actual": 0.8
                     *         }
                     *       ],
                     *       "requestId": "5b6ce01c-0f4f-4a1a-9f0e-0b6d3c0a4a52"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @constant */
                        status?: 409;
                        /** @enum {unknown} */
                        code?: "older_version" | "below_quality_gate";
                    };
                };
            };
            /** @description The alias is not what the condition says; read it again. */
            412: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:comfy-edge:problem:precondition_failed",
                     *       "title": "The alias has changed",
                     *       "status": 412,
                     *       "detail": "expected alias \"latest\" to have ETag \"7\", got another; read it again",
                     *       "code": "precondition_failed",
                     *       "parameter": "If-Match",
                     *       "requestId": "5b6ce01c-0f4f-4a1a-9f0e-0b6d3c0a4a52"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @constant */
                        status?: 412;
                        /** @constant */
                        code?: "precondition_failed";
                    };
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /**
             * @description Nobody signed the version, its statement has expired, or its publisher was revoked. A new statement
             *     is sent with `PUT …/versions/{digest}`.
             */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @constant */
                        status?: 422;
                        /** @enum {unknown} */
                        code?: "statement_missing" | "statement_expired" | "publisher_untrusted";
                    };
                };
            };
            /** @description Neither `If-Match` nor `If-None-Match` was sent. */
            428: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:comfy-edge:problem:precondition_required",
                     *       "title": "The request must be conditional",
                     *       "status": 428,
                     *       "detail": "expected If-Match with an ETag or If-None-Match: *, got neither",
                     *       "code": "precondition_required",
                     *       "parameter": "If-Match",
                     *       "requestId": "5b6ce01c-0f4f-4a1a-9f0e-0b6d3c0a4a52"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @constant */
                        status?: 428;
                        /** @constant */
                        code?: "precondition_required";
                    };
                };
            };
            500: components["responses"]["InternalError"];
            503: components["responses"]["StorageUnavailable"];
        };
    };
    putAliasPolicy: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description An id of your own for this request, 1 to 64 of `A-Z a-z 0-9 . _ -`; anything else is replaced by a
                 *     fresh one. The answer repeats it.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /** @description The `ETag` of the alias as it was read; without it, whatever it is now is changed. */
                "If-Match"?: components["parameters"]["IfMatchAlias"];
            };
            path: {
                /**
                 * @description The model's name.
                 * @example fashion-mnist
                 */
                model: components["parameters"]["Model"];
                /**
                 * @description The alias.
                 * @example beta
                 */
                alias: components["schemas"]["Alias"];
            };
            cookie?: never;
        };
        /** @description At most 64 KiB. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "rules": [
                 *         {
                 *           "metric": "cas",
                 *           "better": "higher",
                 *           "limit": 0.8,
                 *           "tolerance": 0.01
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["PutAliasPolicyRequest"];
            };
        };
        responses: {
            /** @description The alias with its policy. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelAlias"];
                };
            };
            400: components["responses"]["InvalidBody"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["AliasNotFound"];
            412: components["responses"]["AliasChanged"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["StorageUnavailable"];
        };
    };
    getCanary: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description An id of your own for this request, 1 to 64 of `A-Z a-z 0-9 . _ -`; anything else is replaced by a
                 *     fresh one. The answer repeats it.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /**
                 * @description The model's name.
                 * @example fashion-mnist
                 */
                model: components["parameters"]["Model"];
                /**
                 * @description The alias.
                 * @example beta
                 */
                alias: components["schemas"]["Alias"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The canary. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Canary"];
                };
            };
            400: components["responses"]["InvalidParameter"];
            /** @description No such model or alias, or the alias has no canary. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @constant */
                        status?: 404;
                        /** @enum {unknown} */
                        code?: "model_not_found" | "alias_not_found" | "canary_not_found";
                    };
                };
            };
            500: components["responses"]["InternalError"];
            503: components["responses"]["StorageUnavailable"];
        };
    };
    putCanary: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description An id of your own for this request, 1 to 64 of `A-Z a-z 0-9 . _ -`; anything else is replaced by a
                 *     fresh one. The answer repeats it.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /** @description The `ETag` of the alias as it was read; without it, whatever it is now is changed. */
                "If-Match"?: components["parameters"]["IfMatchAlias"];
            };
            path: {
                /**
                 * @description The model's name.
                 * @example fashion-mnist
                 */
                model: components["parameters"]["Model"];
                /**
                 * @description The alias.
                 * @example beta
                 */
                alias: components["schemas"]["Alias"];
            };
            cookie?: never;
        };
        /** @description At most 4 KiB. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "digest": "9f6d31ba78b3bb5d285b57ec0687e57cbd34cb6f5f6c7b924ff33c33090f43c8",
                 *       "percent": 10,
                 *       "force": true,
                 *       "reason": "compared before it comes back"
                 *     }
                 */
                "application/json": components["schemas"]["PutCanaryRequest"];
            };
        };
        responses: {
            /** @description The alias with its canary. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelAlias"];
                };
            };
            400: components["responses"]["InvalidBody"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            /** @description No such model, alias or version. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @constant */
                        status?: 404;
                        /** @enum {unknown} */
                        code?: "model_not_found" | "alias_not_found" | "version_not_found";
                    };
                };
            };
            /**
             * @description The version is older than the one in its place, or below the alias's quality gate; `failures` names
             *     each metric with what was expected and what the manifest says.
             */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:comfy-edge:problem:below_quality_gate",
                     *       "title": "The version is below the alias's quality gate",
                     *       "status": 409,
                     *       "detail": "expected cas >= 0.85, got 0.8",
                     *       "code": "below_quality_gate",
                     *       "pointer": "/digest",
                     *       "failures": [
                     *         {
                     *           "metric": "cas",
                     *           "rule": "limit",
                     *           "expected": ">= 0.85",
                     *           "actual": 0.8
                     *         }
                     *       ],
                     *       "requestId": "5b6ce01c-0f4f-4a1a-9f0e-0b6d3c0a4a52"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @constant */
                        status?: 409;
                        /** @enum {unknown} */
                        code?: "older_version" | "below_quality_gate";
                    };
                };
            };
            412: components["responses"]["AliasChanged"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /**
             * @description Nobody signed the version, its statement has expired, or its publisher was revoked. A new statement
             *     is sent with `PUT …/versions/{digest}`.
             */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @constant */
                        status?: 422;
                        /** @enum {unknown} */
                        code?: "statement_missing" | "statement_expired" | "publisher_untrusted";
                    };
                };
            };
            500: components["responses"]["InternalError"];
            503: components["responses"]["StorageUnavailable"];
        };
    };
    deleteCanary: {
        parameters: {
            query?: {
                /** @description Why, for the audit log. */
                reason?: components["parameters"]["Reason"];
            };
            header?: {
                /**
                 * @description An id of your own for this request, 1 to 64 of `A-Z a-z 0-9 . _ -`; anything else is replaced by a
                 *     fresh one. The answer repeats it.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /** @description The `ETag` of the alias as it was read; without it, whatever it is now is changed. */
                "If-Match"?: components["parameters"]["IfMatchAlias"];
            };
            path: {
                /**
                 * @description The model's name.
                 * @example fashion-mnist
                 */
                model: components["parameters"]["Model"];
                /**
                 * @description The alias.
                 * @example beta
                 */
                alias: components["schemas"]["Alias"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The alias without a canary. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelAlias"];
                };
            };
            400: components["responses"]["InvalidParameter"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            /** @description No such model or alias, or the alias has no canary. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @constant */
                        status?: 404;
                        /** @enum {unknown} */
                        code?: "model_not_found" | "alias_not_found" | "canary_not_found";
                    };
                };
            };
            412: components["responses"]["AliasChanged"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["StorageUnavailable"];
        };
    };
    listAliasHistory: {
        parameters: {
            query?: {
                /**
                 * @description How many per page.
                 * @example 10
                 */
                limit?: components["parameters"]["Limit"];
                /** @description Where to go on, `nextCursor` of the page before; opaque. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: {
                /**
                 * @description An id of your own for this request, 1 to 64 of `A-Z a-z 0-9 . _ -`; anything else is replaced by a
                 *     fresh one. The answer repeats it.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /**
                 * @description The model's name.
                 * @example fashion-mnist
                 */
                model: components["parameters"]["Model"];
                /**
                 * @description The alias.
                 * @example beta
                 */
                alias: components["schemas"]["Alias"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of its history. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AliasHistory"];
                };
            };
            400: components["responses"]["InvalidParameter"];
            404: components["responses"]["AliasNotFound"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["StorageUnavailable"];
        };
    };
    rollBackAlias: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description An id of your own for this request, 1 to 64 of `A-Z a-z 0-9 . _ -`; anything else is replaced by a
                 *     fresh one. The answer repeats it.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /** @description The `ETag` of the alias as it was read; without it, whatever it is now is changed. */
                "If-Match"?: components["parameters"]["IfMatchAlias"];
                /**
                 * @description A name of your own for what this request is to do, such as a UUID: 1 to 255 printable ASCII characters,
                 *     with or without quotes (draft-ietf-httpapi-idempotency-key-header). It belongs to the API key and is
                 *     remembered for 24 hours. Whoever repeats the request with it gets the stored answer, with
                 *     `Idempotent-Replayed: true`, and nothing is made or counted again. Repetitions of a request that is
                 *     still being answered wait for its answer (`Prefer`), then 409 `idempotency_in_progress` comes.
                 *     Another request under the same name is refused with 422 `idempotency_mismatch`; what it asks, `Accept`
                 *     and `If-Match` included, must be the same, to the byte but for the boundaries of forms.
                 *
                 *     Answers of 400 and above are not stored: the name is free again. A seed that is left open follows from
                 *     the name, so that an execution which has to be repeated, after a crash, makes the same images. Streams
                 *     are not stored either: each repetition makes, and costs, the same images again; pin the version by
                 *     digest where the alias may move.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description `wait=<seconds>` (RFC 7240), with an `Idempotency-Key`: how long to wait for the answer of an earlier
                 *     request with it that is still under way; ten seconds at most, and by default.
                 * @example wait=5
                 */
                Prefer?: components["parameters"]["Prefer"];
            };
            path: {
                /**
                 * @description The model's name.
                 * @example fashion-mnist
                 */
                model: components["parameters"]["Model"];
                /**
                 * @description The alias.
                 * @example beta
                 */
                alias: components["schemas"]["Alias"];
            };
            cookie?: never;
        };
        /** @description At most 4 KiB. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "boots look like sandals"
                 *     }
                 */
                "application/json": components["schemas"]["RollBackRequest"];
            };
        };
        responses: {
            /** @description The alias as it is now. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    ETag: components["headers"]["ETag"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelAlias"];
                };
            };
            400: components["responses"]["InvalidBody"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["AliasNotFound"];
            /**
             * @description The alias served nothing before that may still be served; or the first request with this
             *     `Idempotency-Key` is still being answered.
             */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    /** @description Seconds to wait; only where the first request is still being answered. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @constant */
                        status?: 409;
                        /** @enum {unknown} */
                        code?: "rollback_impossible" | "idempotency_in_progress";
                    };
                };
            };
            412: components["responses"]["AliasChanged"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["IdempotencyMismatch"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["RecordUnavailable"];
        };
    };
    listDirections: {
        parameters: {
            query?: {
                /**
                 * @description Of the strips, by name or index; the first class when left out.
                 * @example sneaker
                 */
                class?: string;
                /**
                 * @description Of the strips.
                 * @example 42
                 */
                seed?: number;
            };
            header?: {
                /**
                 * @description An id of your own for this request, 1 to 64 of `A-Z a-z 0-9 . _ -`; anything else is replaced by a
                 *     fresh one. The answer repeats it.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description The `ETag` of an answer that is at hand, such as `"b1946ac92492d2347c6235b4d2611184"`, or several:
                 *     where it still holds, 304 comes instead of the body.
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /**
                 * @description The model's name.
                 * @example fashion-mnist
                 */
                model: components["parameters"]["Model"];
                /**
                 * @description The SHA-256 of the version's manifest.
                 * @example 9f6d31ba78b3bb5d285b57ec0687e57cbd34cb6f5f6c7b924ff33c33090f43c8
                 */
                digest: components["parameters"]["VersionDigest"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The directions. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Directions"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["InvalidParameter"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["VersionNotFound"];
            422: components["responses"]["UnknownClass"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ModelUnavailable"];
        };
    };
    getModelExport: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description An id of your own for this request, 1 to 64 of `A-Z a-z 0-9 . _ -`; anything else is replaced by a
                 *     fresh one. The answer repeats it.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description The `ETag` of an answer that is at hand, such as `"b1946ac92492d2347c6235b4d2611184"`, or several:
                 *     where it still holds, 304 comes instead of the body.
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /**
                 * @description The model's name.
                 * @example fashion-mnist
                 */
                model: components["parameters"]["Model"];
                /**
                 * @description The SHA-256 of the version's manifest.
                 * @example 9f6d31ba78b3bb5d285b57ec0687e57cbd34cb6f5f6c7b924ff33c33090f43c8
                 */
                digest: components["parameters"]["VersionDigest"];
                /**
                 * @description Which of the version's networks.
                 * @example generator
                 */
                network: "generator" | "encoder";
                /**
                 * @description `model.json`, a file of weights that it names, or `model.onnx`; `manifest.json` and
                 *     `model.safetensors` for what was published, byte for byte.
                 * @example model.json
                 */
                file: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    ETag: components["headers"]["ETag"];
                    /** @description Any page may ask. */
                    "Access-Control-Allow-Origin": "*";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                    "application/octet-stream": string;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["InvalidParameter"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            /**
             * @description This model has no such version, or the version no such network or file, or its weights are too
             *     many to be written by the service (8 MiB); `parameter` says which.
             */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:comfy-edge:problem:export_not_found",
                     *       "title": "The version has no such export",
                     *       "status": 404,
                     *       "detail": "expected one of generator, got \"encoder\"",
                     *       "code": "export_not_found",
                     *       "parameter": "network",
                     *       "requestId": "5b6ce01c-0f4f-4a1a-9f0e-0b6d3c0a4a52"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @constant */
                        status?: 404;
                        /** @enum {unknown} */
                        code?: "version_not_found" | "export_not_found";
                    };
                };
            };
            500: components["responses"]["InternalError"];
            503: components["responses"]["ModelUnavailable"];
        };
    };
    preflightModelExport: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description An id of your own for this request, 1 to 64 of `A-Z a-z 0-9 . _ -`; anything else is replaced by a
                 *     fresh one. The answer repeats it.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /**
                 * @description The model's name.
                 * @example fashion-mnist
                 */
                model: components["parameters"]["Model"];
                /**
                 * @description The SHA-256 of the version's manifest.
                 * @example 9f6d31ba78b3bb5d285b57ec0687e57cbd34cb6f5f6c7b924ff33c33090f43c8
                 */
                digest: components["parameters"]["VersionDigest"];
                /**
                 * @description Which of the version's networks.
                 * @example generator
                 */
                network: "generator" | "encoder";
                /**
                 * @description `model.json`, a file of weights that it names, or `model.onnx`; `manifest.json` and
                 *     `model.safetensors` for what was published, byte for byte.
                 * @example model.json
                 */
                file: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Any page may, with these methods and headers. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    /** @description Any page may ask. */
                    "Access-Control-Allow-Origin": "*";
                    /**
                     * @description The methods there are.
                     * @example GET,HEAD
                     */
                    "Access-Control-Allow-Methods": string;
                    /**
                     * @description The headers that a page may set.
                     * @example Authorization,X-Request-Id
                     */
                    "Access-Control-Allow-Headers": string;
                    /** @description Seconds that this holds. */
                    "Access-Control-Max-Age": string;
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    getImage: {
        parameters: {
            query?: {
                /**
                 * @description A class by name, or by index where no class is called so; the first one when left out.
                 * @example sneaker
                 */
                class?: components["parameters"]["ImageClass"];
                /**
                 * @description As in `POST /v1/images`; in decimal digits.
                 * @example 0.8
                 */
                truncation?: components["parameters"]["ImageTruncation"];
                /**
                 * @description As in `POST /v1/images`.
                 * @example 224
                 */
                size?: components["parameters"]["ImageSize"];
                /**
                 * @description As in `POST /v1/images`.
                 * @example nearest
                 */
                resampling?: components["parameters"]["ImageResampling"];
                /**
                 * @description As in `POST /v1/images`.
                 * @example 80
                 */
                quality?: components["parameters"]["ImageQuality"];
            };
            header?: {
                /**
                 * @description An id of your own for this request, 1 to 64 of `A-Z a-z 0-9 . _ -`; anything else is replaced by a
                 *     fresh one. The answer repeats it.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description The `ETag` of an answer that is at hand, such as `"b1946ac92492d2347c6235b4d2611184"`, or several:
                 *     where it still holds, 304 comes instead of the body.
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /**
                 * @description The model's name.
                 * @example fashion-mnist
                 */
                model: components["parameters"]["Model"];
                /**
                 * @description The SHA-256 of the version's manifest.
                 * @example 9f6d31ba78b3bb5d285b57ec0687e57cbd34cb6f5f6c7b924ff33c33090f43c8
                 */
                digest: components["parameters"]["VersionDigest"];
                /**
                 * @description The seed, in decimal digits.
                 * @example 42
                 */
                seed: components["parameters"]["ImageSeed"];
                /**
                 * @description The format of the file.
                 * @example webp
                 */
                format: components["parameters"]["ImageFormat"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The image. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Comfy-Seed": components["headers"]["Comfy-Seed"];
                    "Comfy-Model-Digest": components["headers"]["Comfy-Model-Digest"];
                    "Comfy-Engine-Id": components["headers"]["Comfy-Engine-Id"];
                    "Comfy-Class": components["headers"]["Comfy-Class"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    "Comfy-Receipt": components["headers"]["Comfy-Receipt"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Cache-Status": components["headers"]["Cache-Status"];
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "image/png": string;
                    "image/webp": string;
                    "image/jpeg": string;
                };
            };
            /** @description What `If-None-Match` names is this image; there is no body. */
            304: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Cache-Status": components["headers"]["Cache-Status"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidParameter"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["VersionNotFound"];
            /** @description The model has no such class, or its images cannot be had in that size; `parameter` says which. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:comfy-edge:problem:unsupported_size",
                     *       "title": "The images cannot be had in that size",
                     *       "status": 422,
                     *       "detail": "expected a multiple of 28 or the resampling \"lanczos\", got 100",
                     *       "code": "unsupported_size",
                     *       "parameter": "size",
                     *       "requestId": "5b6ce01c-0f4f-4a1a-9f0e-0b6d3c0a4a52"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @constant */
                        status?: 422;
                        /** @enum {unknown} */
                        code?: "unknown_class" | "unsupported_size";
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["MakingUnavailable"];
        };
    };
    findImage: {
        parameters: {
            query?: {
                /**
                 * @description A class by name, or by index where no class is called so; the first one when left out.
                 * @example sneaker
                 */
                class?: components["parameters"]["ImageClass"];
                /**
                 * @description As in `POST /v1/images`; in decimal digits.
                 * @example 0.8
                 */
                truncation?: components["parameters"]["ImageTruncation"];
                /**
                 * @description As in `POST /v1/images`.
                 * @example 224
                 */
                size?: components["parameters"]["ImageSize"];
                /**
                 * @description As in `POST /v1/images`.
                 * @example nearest
                 */
                resampling?: components["parameters"]["ImageResampling"];
                /**
                 * @description As in `POST /v1/images`.
                 * @example 80
                 */
                quality?: components["parameters"]["ImageQuality"];
            };
            header?: {
                /**
                 * @description An id of your own for this request, 1 to 64 of `A-Z a-z 0-9 . _ -`; anything else is replaced by a
                 *     fresh one. The answer repeats it.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /**
                 * @description The model's name.
                 * @example fashion-mnist
                 */
                model: components["parameters"]["Model"];
                /**
                 * @description The alias, such as `latest`.
                 * @example latest
                 */
                alias: components["parameters"]["ModelAlias"];
                /**
                 * @description The seed, in decimal digits.
                 * @example 42
                 */
                seed: components["parameters"]["ImageSeed"];
                /**
                 * @description The format of the file.
                 * @example webp
                 */
                format: components["parameters"]["ImageFormat"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The image is at `Location`. */
            307: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    /** @description Path and query of the image. */
                    Location: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidParameter"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            /** @description No such model or alias. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @constant */
                        status?: 404;
                        /** @enum {unknown} */
                        code?: "model_not_found" | "alias_not_found";
                    };
                };
            };
            500: components["responses"]["InternalError"];
            503: components["responses"]["StorageUnavailable"];
        };
    };
    listPublishers: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description An id of your own for this request, 1 to 64 of `A-Z a-z 0-9 . _ -`; anything else is replaced by a
                 *     fresh one. The answer repeats it.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The publishers. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Publishers"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["StorageUnavailable"];
        };
    };
    addPublisher: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description An id of your own for this request, 1 to 64 of `A-Z a-z 0-9 . _ -`; anything else is replaced by a
                 *     fresh one. The answer repeats it.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description A name of your own for what this request is to do, such as a UUID: 1 to 255 printable ASCII characters,
                 *     with or without quotes (draft-ietf-httpapi-idempotency-key-header). It belongs to the API key and is
                 *     remembered for 24 hours. Whoever repeats the request with it gets the stored answer, with
                 *     `Idempotent-Replayed: true`, and nothing is made or counted again. Repetitions of a request that is
                 *     still being answered wait for its answer (`Prefer`), then 409 `idempotency_in_progress` comes.
                 *     Another request under the same name is refused with 422 `idempotency_mismatch`; what it asks, `Accept`
                 *     and `If-Match` included, must be the same, to the byte but for the boundaries of forms.
                 *
                 *     Answers of 400 and above are not stored: the name is free again. A seed that is left open follows from
                 *     the name, so that an execution which has to be repeated, after a crash, makes the same images. Streams
                 *     are not stored either: each repetition makes, and costs, the same images again; pin the version by
                 *     digest where the alias may move.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description `wait=<seconds>` (RFC 7240), with an `Idempotency-Key`: how long to wait for the answer of an earlier
                 *     request with it that is still under way; ten seconds at most, and by default.
                 * @example wait=5
                 */
                Prefer?: components["parameters"]["Prefer"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description At most 4 KiB. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "release pipeline",
                 *       "key": {
                 *         "kty": "OKP",
                 *         "crv": "Ed25519",
                 *         "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["AddPublisherRequest"];
            };
        };
        responses: {
            /** @description The publisher was listed already. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Publisher"];
                };
            };
            /** @description The publisher is listed. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Publisher"];
                };
            };
            400: components["responses"]["InvalidBody"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            409: components["responses"]["IdempotencyInProgress"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description The key was revoked, and stays so; or the `Idempotency-Key` came with another request before. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @constant */
                        status?: 422;
                        /** @enum {unknown} */
                        code?: "publisher_untrusted" | "idempotency_mismatch";
                    };
                };
            };
            500: components["responses"]["InternalError"];
            503: components["responses"]["RecordUnavailable"];
        };
    };
    revokePublisher: {
        parameters: {
            query?: {
                /** @description Why, for the audit log. */
                reason?: components["parameters"]["Reason"];
            };
            header?: {
                /**
                 * @description An id of your own for this request, 1 to 64 of `A-Z a-z 0-9 . _ -`; anything else is replaced by a
                 *     fresh one. The answer repeats it.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /**
                 * @description The thumbprint of its key (RFC 7638).
                 * @example kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k
                 */
                publisher: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The publisher, revoked. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RevokedPublisher"];
                };
            };
            400: components["responses"]["InvalidParameter"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            /** @description No such publisher. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @constant */
                        status?: 404;
                        /** @constant */
                        code?: "publisher_not_found";
                    };
                };
            };
            500: components["responses"]["InternalError"];
            503: components["responses"]["StorageUnavailable"];
        };
    };
    collectGarbage: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description An id of your own for this request, 1 to 64 of `A-Z a-z 0-9 . _ -`; anything else is replaced by a
                 *     fresh one. The answer repeats it.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description A name of your own for what this request is to do, such as a UUID: 1 to 255 printable ASCII characters,
                 *     with or without quotes (draft-ietf-httpapi-idempotency-key-header). It belongs to the API key and is
                 *     remembered for 24 hours. Whoever repeats the request with it gets the stored answer, with
                 *     `Idempotent-Replayed: true`, and nothing is made or counted again. Repetitions of a request that is
                 *     still being answered wait for its answer (`Prefer`), then 409 `idempotency_in_progress` comes.
                 *     Another request under the same name is refused with 422 `idempotency_mismatch`; what it asks, `Accept`
                 *     and `If-Match` included, must be the same, to the byte but for the boundaries of forms.
                 *
                 *     Answers of 400 and above are not stored: the name is free again. A seed that is left open follows from
                 *     the name, so that an execution which has to be repeated, after a crash, makes the same images. Streams
                 *     are not stored either: each repetition makes, and costs, the same images again; pin the version by
                 *     digest where the alias may move.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description `wait=<seconds>` (RFC 7240), with an `Idempotency-Key`: how long to wait for the answer of an earlier
                 *     request with it that is still under way; ten seconds at most, and by default.
                 * @example wait=5
                 */
                Prefer?: components["parameters"]["Prefer"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description At most 4 KiB. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "dryRun": true
                 *     }
                 */
                "application/json": components["schemas"]["CollectGarbageRequest"];
            };
        };
        responses: {
            /** @description What was deleted, or would be. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GarbageCollection"];
                };
            };
            400: components["responses"]["InvalidBody"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            409: components["responses"]["IdempotencyInProgress"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["IdempotencyMismatch"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["RecordUnavailable"];
        };
    };
    listAudit: {
        parameters: {
            query?: {
                /**
                 * @description How many per page.
                 * @example 10
                 */
                limit?: components["parameters"]["Limit"];
                /** @description Where to go on, `nextCursor` of the page before; opaque. */
                cursor?: components["parameters"]["Cursor"];
                /** @description Only what was done to this model. */
                model?: components["schemas"]["ModelName"];
                /** @description Only what was done with this key, by its id. */
                actor?: string;
                /** @description Only what is of this kind. */
                action?: components["schemas"]["AuditAction"];
            };
            header?: {
                /**
                 * @description An id of your own for this request, 1 to 64 of `A-Z a-z 0-9 . _ -`; anything else is replaced by a
                 *     fresh one. The answer repeats it.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the log. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditPage"];
                };
            };
            400: components["responses"]["InvalidParameter"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["StorageUnavailable"];
        };
    };
    verify: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description An id of your own for this request, 1 to 64 of `A-Z a-z 0-9 . _ -`; anything else is replaced by a
                 *     fresh one. The answer repeats it.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description An image of at most 4 MiB, or JSON of at most 16 KiB. */
        requestBody: {
            content: {
                "image/png": string;
                "image/webp": string;
                "image/jpeg": string;
                "image/apng": string;
                "image/gif": string;
                "application/json": components["schemas"]["VerificationRequest"];
            };
        };
        responses: {
            /** @description What was found. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Comfy-Engine-Id": components["headers"]["Comfy-Engine-Id"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Verification"];
                };
            };
            /** @description The body is not JSON, or not a receipt's token, or broke off. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @constant */
                        status?: 400;
                        /** @enum {unknown} */
                        code?: "invalid_json" | "invalid_request";
                    };
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["VersionNotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /**
             * @description The image carries no receipt, or what it carries is none; the picture cannot be read; or the
             *     version cannot have made what the receipt says.
             */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:comfy-edge:problem:receipt_missing",
                     *       "title": "The image carries no receipt",
                     *       "status": 422,
                     *       "detail": "expected a png with a receipt, got none",
                     *       "code": "receipt_missing",
                     *       "pointer": "",
                     *       "requestId": "5b6ce01c-0f4f-4a1a-9f0e-0b6d3c0a4a52"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @constant */
                        status?: 422;
                        /** @enum {unknown} */
                        code?: "receipt_missing" | "receipt_invalid" | "image_invalid" | "image_unsupported" | "image_too_large" | "unknown_class" | "unknown_direction" | "unsupported_size";
                    };
                };
            };
            500: components["responses"]["InternalError"];
            503: components["responses"]["ModelUnavailable"];
        };
    };
    getUsage: {
        parameters: {
            query?: {
                /**
                 * @description First day, UTC; by default 29 days before the last. At most 366 days are shown at once.
                 * @example 2026-11-01
                 */
                from?: string;
                /**
                 * @description Last day, UTC; today by default.
                 * @example 2026-11-30
                 */
                to?: string;
                /** @description The id of a key. Others than one's own take the scope `admin`. */
                key?: string;
                /**
                 * @description Of this model alone.
                 * @example fashion-mnist
                 */
                model?: components["schemas"]["ModelName"];
                /**
                 * @description Rows per page.
                 * @example 10
                 */
                limit?: number;
                /** @description Where to go on; opaque. */
                cursor?: string;
            };
            header?: {
                /**
                 * @description An id of your own for this request, 1 to 64 of `A-Z a-z 0-9 . _ -`; anything else is replaced by a
                 *     fresh one. The answer repeats it.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of usage. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UsagePage"];
                };
            };
            400: components["responses"]["InvalidParameter"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["StorageUnavailable"];
        };
    };
    getReceiptKeys: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description An id of your own for this request, 1 to 64 of `A-Z a-z 0-9 . _ -`; anything else is replaced by a
                 *     fresh one. The answer repeats it.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description The `ETag` of an answer that is at hand, such as `"b1946ac92492d2347c6235b4d2611184"`, or several:
                 *     where it still holds, 304 comes instead of the body.
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The keys. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReceiptKeys"];
                };
            };
            304: components["responses"]["NotModified"];
            500: components["responses"]["InternalError"];
        };
    };
    listKeys: {
        parameters: {
            query?: {
                /**
                 * @description Keys per page.
                 * @example 1
                 */
                limit?: number;
                /** @description Where to go on; opaque. */
                cursor?: string;
            };
            header?: {
                /**
                 * @description An id of your own for this request, 1 to 64 of `A-Z a-z 0-9 . _ -`; anything else is replaced by a
                 *     fresh one. The answer repeats it.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of keys. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "keys": [
                     *         {
                     *           "id": "ExampleKey00",
                     *           "name": "web shop",
                     *           "scopes": [
                     *             "images:write"
                     *           ],
                     *           "createdBy": "bootstrap",
                     *           "createdAt": "2026-11-25T12:00:00.000Z",
                     *           "expiresAt": "2099-12-31T00:00:00.000Z"
                     *         }
                     *       ],
                     *       "nextCursor": "MTc5NTYwODAwMDAwMC5FeGFtcGxlS2V5MDA="
                     *     }
                     */
                    "application/json": components["schemas"]["KeyPage"];
                };
            };
            400: components["responses"]["InvalidParameter"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["StorageUnavailable"];
        };
    };
    createKey: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description An id of your own for this request, 1 to 64 of `A-Z a-z 0-9 . _ -`; anything else is replaced by a
                 *     fresh one. The answer repeats it.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description A name of your own for what this request is to do, such as a UUID: 1 to 255 printable ASCII characters,
                 *     with or without quotes (draft-ietf-httpapi-idempotency-key-header). It belongs to the API key and is
                 *     remembered for 24 hours. Whoever repeats the request with it gets the stored answer, with
                 *     `Idempotent-Replayed: true`, and nothing is made or counted again. Repetitions of a request that is
                 *     still being answered wait for its answer (`Prefer`), then 409 `idempotency_in_progress` comes.
                 *     Another request under the same name is refused with 422 `idempotency_mismatch`; what it asks, `Accept`
                 *     and `If-Match` included, must be the same, to the byte but for the boundaries of forms.
                 *
                 *     Answers of 400 and above are not stored: the name is free again. A seed that is left open follows from
                 *     the name, so that an execution which has to be repeated, after a crash, makes the same images. Streams
                 *     are not stored either: each repetition makes, and costs, the same images again; pin the version by
                 *     digest where the alias may move.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description At most 4 KiB. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "web shop",
                 *       "scopes": [
                 *         "images:write"
                 *       ],
                 *       "expiresAt": "2099-12-31T00:00:00Z"
                 *     }
                 */
                "application/json": components["schemas"]["CreateKeyRequest"];
            };
        };
        responses: {
            /** @description The key, with its text. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    /** @description Where the key is described from now on, without its text. */
                    Location: string;
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "ExampleKey00",
                     *       "name": "web shop",
                     *       "scopes": [
                     *         "images:write"
                     *       ],
                     *       "createdBy": "bootstrap",
                     *       "createdAt": "2026-11-25T12:00:00.000Z",
                     *       "expiresAt": "2099-12-31T00:00:00.000Z",
                     *       "key": "cek_ExampleKey00_ThisIsAnExampleAndOpensNothing00000000000000ixllw"
                     *     }
                     */
                    "application/json": components["schemas"]["CreatedKey"];
                };
            };
            400: components["responses"]["InvalidBody"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["IdempotencyMismatch"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["RecordUnavailable"];
        };
    };
    getKey: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description An id of your own for this request, 1 to 64 of `A-Z a-z 0-9 . _ -`; anything else is replaced by a
                 *     fresh one. The answer repeats it.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /**
                 * @description The key's id, which is the second part of its text.
                 * @example ExampleKey00
                 */
                id: components["schemas"]["KeyId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The key, without its text. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "ExampleKey00",
                     *       "name": "web shop",
                     *       "scopes": [
                     *         "images:write"
                     *       ],
                     *       "createdBy": "bootstrap",
                     *       "createdAt": "2026-11-25T12:00:00.000Z",
                     *       "expiresAt": "2099-12-31T00:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Key"];
                };
            };
            400: components["responses"]["InvalidParameter"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["KeyNotFound"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["StorageUnavailable"];
        };
    };
    revokeKey: {
        parameters: {
            query?: {
                /** @description Why, for the audit log. */
                reason?: components["parameters"]["Reason"];
            };
            header?: {
                /**
                 * @description An id of your own for this request, 1 to 64 of `A-Z a-z 0-9 . _ -`; anything else is replaced by a
                 *     fresh one. The answer repeats it.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /**
                 * @description The key's id, which is the second part of its text.
                 * @example ExampleKey00
                 */
                id: components["schemas"]["KeyId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The key is revoked. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "ExampleKey00",
                     *       "name": "web shop",
                     *       "scopes": [
                     *         "images:write"
                     *       ],
                     *       "createdBy": "bootstrap",
                     *       "createdAt": "2026-11-25T12:00:00.000Z",
                     *       "expiresAt": "2099-12-31T00:00:00.000Z",
                     *       "revokedAt": "2026-11-26T08:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Key"];
                };
            };
            400: components["responses"]["InvalidParameter"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["KeyNotFound"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["StorageUnavailable"];
        };
    };
    getHealth: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description An id of your own for this request, 1 to 64 of `A-Z a-z 0-9 . _ -`; anything else is replaced by a
                 *     fresh one. The answer repeats it.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Yes. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "ok",
                     *       "engineId": "93a82e836af53ddb067d1df1eb453628c3e66775356a213387d58c14408a49da"
                     *     }
                     */
                    "application/json": components["schemas"]["Health"];
                };
            };
        };
    };
    getReadiness: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description An id of your own for this request, 1 to 64 of `A-Z a-z 0-9 . _ -`; anything else is replaced by a
                 *     fresh one. The answer repeats it.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Yes. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "ready",
                     *       "engineId": "93a82e836af53ddb067d1df1eb453628c3e66775356a213387d58c14408a49da",
                     *       "deployment": "0b6d1a2e-6a0c-4d2a-9a5e-0c9b6f6a7f10",
                     *       "parts": [
                     *         {
                     *           "name": "object_storage",
                     *           "state": "ok",
                     *           "needed": true
                     *         },
                     *         {
                     *           "name": "database",
                     *           "state": "ok",
                     *           "needed": true
                     *         },
                     *         {
                     *           "name": "default_model",
                     *           "state": "ok",
                     *           "needed": true
                     *         },
                     *         {
                     *           "name": "receipt_keys",
                     *           "state": "absent",
                     *           "needed": false
                     *         }
                     *       ],
                     *       "determinism": {
                     *         "state": "unchanged",
                     *         "checkedAt": "2026-11-25T20:17:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Readiness"];
                };
            };
            /** @description No: `parts` says which are not `ok`. Try again. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:comfy-edge:problem:not_ready",
                     *       "title": "The service is not able to work",
                     *       "status": 503,
                     *       "detail": "expected every needed part to be ok, got default_model failed",
                     *       "code": "not_ready",
                     *       "requestId": "0b6d1a2e-6a0c-4d2a-9a5e-0c9b6f6a7f10",
                     *       "parts": [
                     *         {
                     *           "name": "object_storage",
                     *           "state": "ok",
                     *           "needed": true
                     *         },
                     *         {
                     *           "name": "database",
                     *           "state": "ok",
                     *           "needed": true
                     *         },
                     *         {
                     *           "name": "default_model",
                     *           "state": "failed",
                     *           "needed": true
                     *         },
                     *         {
                     *           "name": "receipt_keys",
                     *           "state": "absent",
                     *           "needed": false
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @constant */
                        status?: 503;
                        /** @constant */
                        code?: "not_ready";
                        /** @description As where the service is ready. */
                        parts: components["schemas"]["ReadinessPart"][];
                    };
                };
            };
        };
    };
    getOpenapi: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description An id of your own for this request, 1 to 64 of `A-Z a-z 0-9 . _ -`; anything else is replaced by a
                 *     fresh one. The answer repeats it.
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description The `ETag` of an answer that is at hand, such as `"b1946ac92492d2347c6235b4d2611184"`, or several:
                 *     where it still holds, 304 comes instead of the body.
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The contract this very deployment was built from, as JSON. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        openapi: string;
                        info: Record<string, never>;
                        paths: Record<string, never>;
                    };
                };
            };
            304: components["responses"]["NotModified"];
        };
    };
}
