// Generated from openapi.yaml by `npm run gen`. Do not edit.

export const openapiDocument: Readonly<Record<string, unknown>> = {
  "openapi": "3.1.0",
  "info": {
    "title": "Comfy Edge",
    "version": "0.1.0",
    "summary": "Image generation that lives at the edge.",
    "description": "Class-conditional image generation in a Cloudflare Worker, on the TensorFlow.js WASM SIMD backend.\n\n**The seed is the image.** The same engine, model digest, class, truncation and seed give the same\nbytes in every datacentre, in Node and in the browser. Every answer names the engine, the digest\nand the seed, so an image can be cached for ever, verified and made again offline.\n\n**A model is data.** A version of a model *is* the SHA-256 of its canonical manifest; the manifest\nnames its weights by SHA-256 as well. Aliases such as `latest` are the only thing that moves.\nPublish blobs first, then the version, then move the alias: readers never see half a version.\n\n**Failures** are `application/problem+json` (RFC 9457) with a stable `code`, the failing field as a\nJSON pointer (`pointer`) or the failing parameter (`parameter`), and the request's id. A code always\ncomes with the same status. Besides what each operation lists, a path that does not exist answers\n404 `route_not_found`, and a known path with another method answers 405 `method_not_allowed` with\nan `Allow` header; whoever sends too many requests from one address gets 429 `too_many_requests`. `HEAD`\nworks wherever `GET` does.\n\n**Keys.** Reading is public, but for images by address, which take a key that may generate unless the\ndeployment opens them to everybody. Every `POST` needs a key with the scope `images:write`, every `PUT`\n`models:write`, and keys themselves `admin`, which includes all others. Send `Authorization: Bearer <key>`.\nA key that was revoked, or whose time is over, is refused from the next request on; what is under way\ncomes to its end.\n\n**Quotas** count images and estimated CPU milliseconds by key, a minute and a day; `RateLimit` says what is\nleft. A request is counted once it is known to be right, and not at all where it fails or a cache answers\nit. **Repeating** a `POST` that makes something is safe with an `Idempotency-Key`. Estimated CPU is what\nthe networks' multiplications take on a processor of ours: a Worker cannot read its own.\n\n**Pages of other origins.** Browsers let a page read answers (CORS) where the deployment lists its\norigin (`PAGE_ORIGINS`); a version's exports, any page. Where nothing is listed, nobody else's may.\n\n**Traces.** A request with a `traceparent` (W3C Trace Context) is logged as a part of that trace, any other\nbegins one; what is malformed counts as not sent. Every answer names the trace in `Traceresponse`\n(`00-<trace>-<span>-<flags>`), beside the request's own id in `X-Request-Id`.\n\n**Where to read and try this.** The service shows it as a page at `/docs`, and at `/` there is a playground.\nThose are files and no operations; most are served before the Worker runs, and carry no request id.\n",
    "license": {
      "name": "Apache-2.0",
      "identifier": "Apache-2.0"
    }
  },
  "servers": [
    {
      "url": "http://127.0.0.1:8787",
      "description": "What `npm start` runs."
    },
    {
      "url": "https://{host}",
      "description": "Your own deployment.",
      "variables": {
        "host": {
          "default": "comfy-edge.workers.dev",
          "description": "Where `npm run deploy` put the Worker."
        }
      }
    }
  ],
  "tags": [
    {
      "name": "images",
      "x-displayName": "Images",
      "description": "Make images: any number at once, in the format that is asked for, or one by its address, for `<img>`\nand for caches.\n"
    },
    {
      "name": "latent",
      "x-displayName": "Latent space",
      "description": "Walk through the latent space, turn what can be turned in it, go into it from pictures, and put two\nversions side by side in it. Where pictures go in, the version needs an encoder.\n"
    },
    {
      "name": "models",
      "x-displayName": "Models",
      "description": "Find out which models and versions there are, and take them along to other libraries."
    },
    {
      "name": "receipts",
      "x-displayName": "Receipts",
      "description": "Where an image comes from, and whether it is what it says."
    },
    {
      "name": "openai",
      "x-displayName": "OpenAI's clients",
      "description": "The same for clients of OpenAI's image API, with `/openai/v1` as their base URL. Failures have OpenAI's\nform, with the codes of this service.\n"
    },
    {
      "name": "publishing",
      "x-displayName": "Publishing",
      "description": "Publish a model in three steps, each harmless to repeat: its blobs, its manifest, then an alias. For\nholders of a key with the scope `models:write`; `npm run publish-model` does all of it.\n"
    },
    {
      "name": "keys",
      "x-displayName": "Keys",
      "description": "Make, list and revoke API keys. For holders of a key with the scope `admin`; the first one is the\ndeployment's own (`npm run new-key`).\n"
    },
    {
      "name": "registry",
      "x-displayName": "Registry",
      "description": "Whose signatures are believed, what became of the storage, and who did what. For holders of a key with the\nscope `admin`.\n"
    },
    {
      "name": "service",
      "x-displayName": "Service",
      "description": "Whether the service is alive and can work, and this contract as JSON."
    }
  ],
  "security": [],
  "paths": {
    "/v1/images": {
      "post": {
        "operationId": "generateImages",
        "tags": [
          "images"
        ],
        "summary": "Generate one image or a batch",
        "description": "Generates `n` images. Image `i` has the seed `(seed + i) mod 2^32`, so any image of a batch can\nbe asked for again alone: send its seed and class with `n: 1` and the same bytes come back.\n\nThe answer follows `Accept`:\n- `image/png` (also `*/*`, `image/*` or no `Accept` at all), `image/webp`, `image/jpeg`: the\n  image itself for `n: 1`, a contact sheet for more, row by row, `columns` wide.\n- `application/x-npy`: the pixels as a tensor `[n, height, width, channels]`, as `numpy.load`\n  reads it.\n- `application/json`: every image base64-encoded with its seed, class and digest.\n- `multipart/mixed`: every image as a part of its own, sent as soon as it is made, with\n  `Content-Type`, `Comfy-Seed`, `Comfy-Class` and `Comfy-Receipt`.\n- `text/event-stream`: events whose `data` is JSON. `start` says what all images have in common\n  (`StreamStart`), `progress` how many are done before each (`StreamProgress`), `image` has each as\n  soon as it is made (`GeneratedImage`), and `done` ends it (`StreamProgress`); a failure in the\n  middle is a `problem` (`Problem`), and nothing comes after it. The `id` of an `image` is what\n  `Last-Event-ID` takes to go on behind it, with the same body, also where the seed was drawn or an\n  alias has moved since.\n\nThe next image of a stream is made when the client has taken the last; where the client goes away,\nthe work stops. `format` says which file is meant, whatever `Accept` would choose; in JSON every image has it.\nWebP is lossless unless `quality` is given. The same request gives the same bytes in every format.\n\nEvery file carries its receipt: the engine, the version, the seed and all else that it takes to make\nit again, and the SHA-256 of its pixels, signed with the deployment's key where it has one. It is in\nPNG as text (`iTXt`), in WebP and JPEG as XMP, and for all of them in `Comfy-Receipt`; in JSON every\nimage has its own. Without the signature the bytes are those of an offline replay.\n\nWhere the seed was given and the model is pinned by digest the answer can never change: it\ncarries a strong `ETag` and `Cache-Control: public, max-age=31536000, immutable`. Everything\nelse is `no-store`. Pinning also saves the look-up of the alias in the object storage, and one\nimage in a format of `GET /v1/models/{model}/versions/{digest}/images/{seed}.{format}` is then\nfound there without being made again, and here, where its class is given by name.\n",
        "security": [
          {
            "ApiKey": [
              "images:write"
            ]
          }
        ],
        "parameters": [
          {
            "$ref": "#/components/parameters/RequestId"
          },
          {
            "$ref": "#/components/parameters/IdempotencyKey"
          },
          {
            "$ref": "#/components/parameters/Prefer"
          },
          {
            "name": "Accept",
            "in": "header",
            "description": "What to answer with; see above. Quality values are honoured.",
            "schema": {
              "type": "string",
              "default": "image/png"
            },
            "example": "application/json"
          },
          {
            "name": "Last-Event-ID",
            "in": "header",
            "description": "Of `text/event-stream` alone; the `id` of the last event that arrived, such as\n`9f6d31ba78b3bb5d285b57ec0687e57cbd34cb6f5f6c7b924ff33c33090f43c8.42.3`.\n",
            "schema": {
              "type": "string",
              "pattern": "^[0-9a-f]{64}\\.[0-9]{1,10}\\.[0-9]{1,2}$"
            }
          }
        ],
        "requestBody": {
          "required": true,
          "description": "At most 16 KiB.",
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/GenerateImagesRequest"
              },
              "examples": {
                "one": {
                  "summary": "One sneaker, the same for ever",
                  "value": {
                    "model": "fashion-mnist",
                    "class": "sneaker",
                    "seed": 42
                  }
                },
                "sheet": {
                  "summary": "A contact sheet, four of each of ten classes",
                  "value": {
                    "model": "fashion-mnist@latest",
                    "seed": 7,
                    "n": 40,
                    "columns": 10,
                    "truncation": 0.8
                  }
                },
                "webp": {
                  "summary": "Enlarged four times, as lossless WebP",
                  "value": {
                    "model": "fashion-mnist",
                    "class": "bag",
                    "seed": 42,
                    "format": "webp",
                    "size": 112
                  }
                },
                "stream": {
                  "summary": "Eight, for `Accept: text/event-stream`",
                  "value": {
                    "model": "fashion-mnist",
                    "class": "sneaker",
                    "seed": 42,
                    "n": 8
                  }
                },
                "pinned": {
                  "summary": "Pinned by digest, so the answer is immutable",
                  "value": {
                    "model": "fashion-mnist@9f6d31ba78b3bb5d285b57ec0687e57cbd34cb6f5f6c7b924ff33c33090f43c8",
                    "class": 7,
                    "seed": 42
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The images.",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              },
              "Comfy-Seed": {
                "$ref": "#/components/headers/Comfy-Seed"
              },
              "Comfy-Model-Digest": {
                "$ref": "#/components/headers/Comfy-Model-Digest"
              },
              "Comfy-Engine-Id": {
                "$ref": "#/components/headers/Comfy-Engine-Id"
              },
              "Comfy-Class": {
                "$ref": "#/components/headers/Comfy-Class"
              },
              "Server-Timing": {
                "$ref": "#/components/headers/Server-Timing"
              },
              "Comfy-Receipt": {
                "$ref": "#/components/headers/Comfy-Receipt"
              },
              "Cache-Control": {
                "$ref": "#/components/headers/Cache-Control"
              },
              "Cache-Status": {
                "description": "Where the image came from (RFC 9211); only where it was not made for this request.\n",
                "schema": {
                  "type": "string",
                  "const": "comfy-edge; hit"
                }
              },
              "Vary": {
                "description": "The answer depends on `Accept`, and on `Origin` where the deployment lists pages.",
                "required": true,
                "schema": {
                  "type": "string",
                  "enum": [
                    "Accept",
                    "Accept, Origin"
                  ]
                }
              },
              "ETag": {
                "description": "Strong; only where the answer is immutable.",
                "schema": {
                  "type": "string",
                  "pattern": "^\"[0-9a-f]{64}\"$"
                }
              },
              "RateLimit": {
                "$ref": "#/components/headers/RateLimit"
              },
              "RateLimit-Policy": {
                "$ref": "#/components/headers/RateLimit-Policy"
              },
              "Idempotent-Replayed": {
                "$ref": "#/components/headers/Idempotent-Replayed"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/GeneratedImages"
                },
                "examples": {
                  "one": {
                    "value": {
                      "model": "fashion-mnist",
                      "digest": "9f6d31ba78b3bb5d285b57ec0687e57cbd34cb6f5f6c7b924ff33c33090f43c8",
                      "engineId": "93a82e836af53ddb067d1df1eb453628c3e66775356a213387d58c14408a49da",
                      "truncation": 1,
                      "images": [
                        {
                          "index": 0,
                          "seed": 42,
                          "class": "sneaker",
                          "classIndex": 7,
                          "sha256": "ea6d4cd486c9bc27776f376f888949ac063de4fb81c607f254ae5f3e41bc870e",
                          "width": 28,
                          "height": 28,
                          "format": "png",
                          "base64": "iVBORw0KGgo=",
                          "receipt": "eyJhbGciOiJub25lIn0.eyJjbGFzcyI6InNuZWFrZXIiLCJkaWdlc3QiOiI5ZjZkMzFiYTc4YjNiYjVkMjg1YjU3ZWMwNjg3ZTU3Y2JkMzRjYjZmNWY2YzdiOTI0ZmYzM2MzMzA5MGY0M2M4IiwiZW5naW5lIjoiOTNhODJlODM2YWY1M2RkYjA2N2QxZGYxZWI0NTM2MjhjM2U2Njc3NTM1NmEyMTMzODdkNThjMTQ0MDhhNDlkYSIsImZvcm1hdCI6InBuZyIsIm1vZGVsIjoiZmFzaGlvbi1tbmlzdCIsIm4iOjEsInBpeGVscyI6ImMyNGU0NDIxZTUxMjdkOWU1ZDZmMTFlNTAwMmM4NmU5MWIwODBlMGM3YzRhMWZhYzlkZjQ3Yjk3OTI0ZGE0ZTAiLCJzZWVkIjo0MiwidHJ1bmNhdGlvbiI6MSwidmVyc2lvbiI6MX0."
                        }
                      ]
                    }
                  }
                }
              },
              "image/png": {
                "schema": {
                  "type": "string",
                  "contentMediaType": "image/png"
                }
              },
              "image/webp": {
                "schema": {
                  "type": "string",
                  "contentMediaType": "image/webp"
                }
              },
              "image/jpeg": {
                "schema": {
                  "type": "string",
                  "contentMediaType": "image/jpeg"
                }
              },
              "application/x-npy": {
                "schema": {
                  "type": "string",
                  "contentMediaType": "application/x-npy"
                }
              },
              "text/event-stream": {
                "schema": {
                  "type": "string",
                  "contentMediaType": "text/event-stream"
                }
              },
              "multipart/mixed": {
                "schema": {
                  "type": "string",
                  "contentMediaType": "multipart/mixed"
                }
              }
            }
          },
          "400": {
            "description": "The body is not JSON, or a field is wrong. `pointer`, or `parameter` for `Last-Event-ID`, says which.",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              }
            },
            "content": {
              "application/problem+json": {
                "schema": {
                  "allOf": [
                    {
                      "$ref": "#/components/schemas/Problem"
                    },
                    {
                      "properties": {
                        "status": {
                          "const": 400
                        },
                        "code": {
                          "enum": [
                            "invalid_json",
                            "invalid_request"
                          ]
                        }
                      }
                    }
                  ]
                },
                "examples": {
                  "field": {
                    "value": {
                      "type": "urn:comfy-edge:problem:invalid_request",
                      "title": "The request is invalid",
                      "status": 400,
                      "detail": "expected an integer from 0 to 4294967295, got -1",
                      "code": "invalid_request",
                      "pointer": "/seed",
                      "requestId": "5b6ce01c-0f4f-4a1a-9f0e-0b6d3c0a4a52"
                    }
                  },
                  "json": {
                    "value": {
                      "type": "urn:comfy-edge:problem:invalid_json",
                      "title": "The body is not valid JSON",
                      "status": 400,
                      "detail": "expected JSON in UTF-8, got text that does not parse",
                      "code": "invalid_json",
                      "pointer": "",
                      "requestId": "5b6ce01c-0f4f-4a1a-9f0e-0b6d3c0a4a52"
                    }
                  }
                }
              }
            }
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/InsufficientScope"
          },
          "404": {
            "description": "No such model, alias or version. `pointer` is `/model`.",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              }
            },
            "content": {
              "application/problem+json": {
                "schema": {
                  "allOf": [
                    {
                      "$ref": "#/components/schemas/Problem"
                    },
                    {
                      "properties": {
                        "status": {
                          "const": 404
                        },
                        "code": {
                          "enum": [
                            "model_not_found",
                            "alias_not_found",
                            "version_not_found"
                          ]
                        }
                      }
                    }
                  ]
                },
                "example": {
                  "type": "urn:comfy-edge:problem:alias_not_found",
                  "title": "There is no such alias",
                  "status": 404,
                  "detail": "expected an alias of model \"fashion-mnist\", got \"stable\"",
                  "code": "alias_not_found",
                  "pointer": "/model",
                  "requestId": "5b6ce01c-0f4f-4a1a-9f0e-0b6d3c0a4a52"
                }
              }
            }
          },
          "406": {
            "description": "`Accept` allows none of the media types above, or not that of `format`.",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              }
            },
            "content": {
              "application/problem+json": {
                "schema": {
                  "allOf": [
                    {
                      "$ref": "#/components/schemas/Problem"
                    },
                    {
                      "properties": {
                        "status": {
                          "const": 406
                        },
                        "code": {
                          "const": "not_acceptable"
                        }
                      }
                    }
                  ]
                },
                "example": {
                  "type": "urn:comfy-edge:problem:not_acceptable",
                  "title": "None of the acceptable media types can be produced",
                  "status": 406,
                  "detail": "expected one of image/png, application/json, text/event-stream, multipart/mixed, image/webp, image/jpeg, application/x-npy, got \"image/gif\"",
                  "code": "not_acceptable",
                  "parameter": "Accept",
                  "requestId": "5b6ce01c-0f4f-4a1a-9f0e-0b6d3c0a4a52"
                }
              }
            }
          },
          "409": {
            "$ref": "#/components/responses/IdempotencyInProgress"
          },
          "413": {
            "$ref": "#/components/responses/PayloadTooLarge"
          },
          "415": {
            "$ref": "#/components/responses/UnsupportedMediaType"
          },
          "422": {
            "description": "The model exists but has no such class (`pointer` is `/class`) or direction (below `/directions`),\nor its images cannot be had in that size (`/size`); or the `Idempotency-Key` came with another\nrequest before.\n",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              }
            },
            "content": {
              "application/problem+json": {
                "schema": {
                  "allOf": [
                    {
                      "$ref": "#/components/schemas/Problem"
                    },
                    {
                      "properties": {
                        "status": {
                          "const": 422
                        },
                        "code": {
                          "enum": [
                            "unknown_class",
                            "unknown_direction",
                            "unsupported_size",
                            "idempotency_mismatch"
                          ]
                        }
                      }
                    }
                  ]
                },
                "example": {
                  "type": "urn:comfy-edge:problem:unknown_class",
                  "title": "The model has no such class",
                  "status": 422,
                  "detail": "expected one of \"t-shirt\", \"trouser\", … or an index from 0 to 9, got \"hat\"",
                  "code": "unknown_class",
                  "pointer": "/class",
                  "requestId": "5b6ce01c-0f4f-4a1a-9f0e-0b6d3c0a4a52"
                }
              }
            }
          },
          "429": {
            "$ref": "#/components/responses/TooManyRequests"
          },
          "500": {
            "$ref": "#/components/responses/InternalError"
          },
          "503": {
            "$ref": "#/components/responses/MakingUnavailable"
          }
        }
      }
    },
    "/v1/interpolations": {
      "post": {
        "operationId": "interpolate",
        "tags": [
          "latent"
        ],
        "summary": "Walk from image to image",
        "description": "The images along a path through `waypoints`: latents of seeds, or latents of your own, each with a\nclass. Between two waypoints the latent goes along the sphere (spherical linear interpolation)\nand the class along the line between its rows in the network, so both may change at once. `frames`\nare spread evenly over the whole path; with `loop` it leads back to its beginning, and the last\nframe is the one before the first.\n\nA frame at a waypoint is the image that `POST /v1/images` makes of its seed and class, to the byte.\n\nThe answer follows `Accept`:\n- `image/apng` (also `*/*`, `image/*` or no `Accept` at all): an animated PNG, played for ever.\n- `image/gif`: the same as GIF; lossless for grey images, 256 colours a frame otherwise. Times are\n  rounded to hundredths of a second.\n- `image/webp`: the same as WebP, lossless unless `quality` is given.\n- `image/png`, `image/jpeg`: a contact sheet of the frames, `columns` wide.\n- `application/x-npy`: the frames as a tensor `[frames, height, width, channels]`.\n- `application/json`: every frame in base64, as PNG or the still that `format` names.\n\nEvery file carries its receipt as those of `POST /v1/images` do, in GIF as XMP: that of an animation\nor a sheet has the whole path, that of a frame what lies around it. A path that is too long for a\nreceipt (8 KiB; latents of your own take 6 bytes a value) has none.\n\nCacheable for ever under the same conditions as `POST /v1/images`.\n",
        "security": [
          {
            "ApiKey": [
              "images:write"
            ]
          }
        ],
        "parameters": [
          {
            "$ref": "#/components/parameters/RequestId"
          },
          {
            "$ref": "#/components/parameters/IdempotencyKey"
          },
          {
            "$ref": "#/components/parameters/Prefer"
          },
          {
            "name": "Accept",
            "in": "header",
            "description": "What to answer with; see above. Quality values are honoured.",
            "schema": {
              "type": "string",
              "default": "image/apng"
            },
            "example": "image/gif"
          }
        ],
        "requestBody": {
          "required": true,
          "description": "At most 2 MiB.",
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/InterpolateRequest"
              },
              "examples": {
                "seeds": {
                  "summary": "Three sneakers and back to the first",
                  "value": {
                    "model": "fashion-mnist",
                    "class": "sneaker",
                    "waypoints": [
                      {
                        "seed": 1
                      },
                      {
                        "seed": 2
                      },
                      {
                        "seed": 3
                      }
                    ],
                    "frames": 36,
                    "loop": true
                  }
                },
                "classes": {
                  "summary": "One seed through three classes",
                  "value": {
                    "model": "fashion-mnist",
                    "seed": 7,
                    "waypoints": [
                      {
                        "class": "sandal"
                      },
                      {
                        "class": "sneaker"
                      },
                      {
                        "class": "ankle-boot"
                      }
                    ],
                    "frames": 24
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The frames.",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              },
              "Comfy-Model-Digest": {
                "$ref": "#/components/headers/Comfy-Model-Digest"
              },
              "Comfy-Engine-Id": {
                "$ref": "#/components/headers/Comfy-Engine-Id"
              },
              "Server-Timing": {
                "$ref": "#/components/headers/Server-Timing"
              },
              "Comfy-Receipt": {
                "$ref": "#/components/headers/Comfy-Receipt"
              },
              "Cache-Control": {
                "$ref": "#/components/headers/Cache-Control"
              },
              "Vary": {
                "$ref": "#/components/headers/VaryAccept"
              },
              "ETag": {
                "$ref": "#/components/headers/ETagOfImmutable"
              },
              "RateLimit": {
                "$ref": "#/components/headers/RateLimit"
              },
              "RateLimit-Policy": {
                "$ref": "#/components/headers/RateLimit-Policy"
              },
              "Idempotent-Replayed": {
                "$ref": "#/components/headers/Idempotent-Replayed"
              }
            },
            "content": {
              "image/apng": {
                "schema": {
                  "type": "string",
                  "contentMediaType": "image/apng"
                }
              },
              "image/gif": {
                "schema": {
                  "type": "string",
                  "contentMediaType": "image/gif"
                }
              },
              "image/webp": {
                "schema": {
                  "type": "string",
                  "contentMediaType": "image/webp"
                }
              },
              "image/png": {
                "schema": {
                  "type": "string",
                  "contentMediaType": "image/png"
                }
              },
              "image/jpeg": {
                "schema": {
                  "type": "string",
                  "contentMediaType": "image/jpeg"
                }
              },
              "application/x-npy": {
                "schema": {
                  "type": "string",
                  "contentMediaType": "application/x-npy"
                }
              },
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Interpolation"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/InvalidBody"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/InsufficientScope"
          },
          "404": {
            "$ref": "#/components/responses/ReferenceNotFound"
          },
          "406": {
            "$ref": "#/components/responses/NotAcceptable"
          },
          "409": {
            "$ref": "#/components/responses/IdempotencyInProgress"
          },
          "413": {
            "$ref": "#/components/responses/PayloadTooLarge"
          },
          "415": {
            "$ref": "#/components/responses/UnsupportedMediaType"
          },
          "422": {
            "$ref": "#/components/responses/NotInTheModel"
          },
          "429": {
            "$ref": "#/components/responses/TooManyRequests"
          },
          "500": {
            "$ref": "#/components/responses/InternalError"
          },
          "503": {
            "$ref": "#/components/responses/MakingUnavailable"
          }
        }
      }
    },
    "/v1/encodings": {
      "post": {
        "operationId": "encodeImage",
        "tags": [
          "latent"
        ],
        "summary": "Find the latent of a picture",
        "description": "Runs the encoder that the version was published with: the mean μ and the deviation σ of q(z|x), a\nGaussian with independent components. The encoder does not see a class.\n\nThe picture is a PNG, JPEG or WebP of at most 2,097,152 pixels. What the model cannot take is\nconverted, and `source.conversions` says so: 16 bits a sample (`depth`), a camera's orientation\n(`turned`), transparency (`flattened`, on `background`), other proportions (`cropped`, around the\ncentre), another size (`resized`), colour (`gray`) or the lack of it (`colour`). Animations, CMYK\nand damaged files are refused.\n\nCacheable for ever where the model is pinned by digest.\n",
        "security": [
          {
            "ApiKey": [
              "images:write"
            ]
          }
        ],
        "parameters": [
          {
            "$ref": "#/components/parameters/RequestId"
          },
          {
            "$ref": "#/components/parameters/IdempotencyKey"
          },
          {
            "$ref": "#/components/parameters/Prefer"
          },
          {
            "name": "Accept",
            "in": "header",
            "description": "What to answer with; see above. Quality values are honoured.",
            "schema": {
              "type": "string",
              "default": "application/json"
            }
          },
          {
            "name": "model",
            "in": "query",
            "description": "For a picture as the body; needed there.",
            "schema": {
              "$ref": "#/components/schemas/ModelReference"
            }
          },
          {
            "name": "background",
            "in": "query",
            "description": "As the field of the same name.",
            "schema": {
              "$ref": "#/components/schemas/Background"
            }
          }
        ],
        "requestBody": {
          "required": true,
          "description": "JSON of at most 6 MiB with the picture in base64, or the picture itself, at most 4 MiB, and all else\nin the query.\n",
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/EncodeImageRequest"
              },
              "example": {
                "model": "fashion-mnist",
                "image": "iVBORw0KGgoAAAANSUhEUgAAABwAAAAcCAAAAABXZoBIAAABPklEQVR4AdXAPS9DURwG8Oc5595zqxot1aSpd00kXlaDyVvoLmKwEV+AxVcQk28iBomEkYhFTBbETNRbG+rec87fIILBB+gPTY/4F0sa/2nd3p9vwReFvzoP2+pbQwRg0tD4o7B/9VJNlh9ug9kdXGj8NnJ0Uu3OHO6dZSvrRXtA/ODqwuXpok8Gk/P2wdhn54hvHNtsHHeVnwrlvDPm7j7MzRBfUlPTo9fSrT8ysQ6Usrb9NbdBQFGiiUq/wnNYpI7DRkacIAF3g7BrtK/QW3u5KqeLNUaeQSRIxaiZAXB87emx7j/SPZr5DmqdYhAn1pl0R36FUQXDpXyOYdaEJkKoAqF451GtLpFKoFRUimxDEqdFYGidixteKZrJt5tXDytURhOkpjjawFkdE2RQyNUd31yivX4XLwJA0HQ+AbzXdxBvFTzOAAAAAElFTkSuQmCC"
              }
            },
            "image/png": {
              "schema": {
                "type": "string",
                "format": "binary",
                "contentMediaType": "image/png"
              }
            },
            "image/jpeg": {
              "schema": {
                "type": "string",
                "format": "binary",
                "contentMediaType": "image/jpeg"
              }
            },
            "image/webp": {
              "schema": {
                "type": "string",
                "format": "binary",
                "contentMediaType": "image/webp"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The distribution.",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              },
              "Comfy-Model-Digest": {
                "$ref": "#/components/headers/Comfy-Model-Digest"
              },
              "Comfy-Engine-Id": {
                "$ref": "#/components/headers/Comfy-Engine-Id"
              },
              "Server-Timing": {
                "$ref": "#/components/headers/Server-Timing"
              },
              "Cache-Control": {
                "$ref": "#/components/headers/Cache-Control"
              },
              "Vary": {
                "$ref": "#/components/headers/VaryAccept"
              },
              "ETag": {
                "$ref": "#/components/headers/ETagOfImmutable"
              },
              "RateLimit": {
                "$ref": "#/components/headers/RateLimit"
              },
              "RateLimit-Policy": {
                "$ref": "#/components/headers/RateLimit-Policy"
              },
              "Idempotent-Replayed": {
                "$ref": "#/components/headers/Idempotent-Replayed"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Encoding"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/InvalidBody"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/InsufficientScope"
          },
          "404": {
            "$ref": "#/components/responses/ReferenceNotFound"
          },
          "406": {
            "$ref": "#/components/responses/NotAcceptable"
          },
          "409": {
            "$ref": "#/components/responses/IdempotencyInProgress"
          },
          "413": {
            "$ref": "#/components/responses/PayloadTooLarge"
          },
          "415": {
            "$ref": "#/components/responses/UnsupportedMediaType"
          },
          "422": {
            "$ref": "#/components/responses/PictureRefused"
          },
          "429": {
            "$ref": "#/components/responses/TooManyRequests"
          },
          "500": {
            "$ref": "#/components/responses/InternalError"
          },
          "503": {
            "$ref": "#/components/responses/MakingUnavailable"
          }
        }
      }
    },
    "/v1/reconstructions": {
      "post": {
        "operationId": "reconstructImage",
        "tags": [
          "latent"
        ],
        "summary": "See a picture through the model",
        "description": "Encodes a picture as `POST /v1/encodings` does and decodes the mean again: what the model can say of\nit. Without a `class`, it takes the one whose reconstruction is nearest to the picture.\n\nThe answer follows `Accept`: `image/png` (also `*/*`, `image/*` or no `Accept` at all), `image/webp`,\n`image/jpeg` and `application/x-npy` are the reconstruction, `application/json` has the picture as\nthe encoder saw it beside it, always as PNG. `format` says which file is meant, whatever `Accept`\nwould choose.\n\nThe receipt holds the latent that was decoded, and nothing of the picture: it is enough to make the\nreconstruction again, and says nothing of what was sent.\n\nCacheable for ever where the model is pinned by digest.\n",
        "security": [
          {
            "ApiKey": [
              "images:write"
            ]
          }
        ],
        "parameters": [
          {
            "$ref": "#/components/parameters/RequestId"
          },
          {
            "$ref": "#/components/parameters/IdempotencyKey"
          },
          {
            "$ref": "#/components/parameters/Prefer"
          },
          {
            "name": "Accept",
            "in": "header",
            "description": "What to answer with; see above. Quality values are honoured.",
            "schema": {
              "type": "string",
              "default": "image/png"
            },
            "example": "application/json"
          },
          {
            "name": "model",
            "in": "query",
            "description": "For a picture as the body; needed there.",
            "schema": {
              "$ref": "#/components/schemas/ModelReference"
            }
          },
          {
            "name": "class",
            "in": "query",
            "description": "As the field of the same name.",
            "schema": {
              "$ref": "#/components/schemas/ClassReference"
            }
          },
          {
            "name": "background",
            "in": "query",
            "description": "As the field of the same name.",
            "schema": {
              "$ref": "#/components/schemas/Background"
            }
          },
          {
            "name": "format",
            "in": "query",
            "description": "As the field of the same name.",
            "schema": {
              "type": "string",
              "enum": [
                "png",
                "webp",
                "jpeg",
                "npy"
              ]
            }
          },
          {
            "name": "size",
            "in": "query",
            "description": "As the field of the same name.",
            "schema": {
              "$ref": "#/components/schemas/ImageSize"
            }
          },
          {
            "name": "resampling",
            "in": "query",
            "description": "As the field of the same name.",
            "schema": {
              "$ref": "#/components/schemas/Resampling"
            }
          },
          {
            "name": "quality",
            "in": "query",
            "description": "As the field of the same name.",
            "schema": {
              "$ref": "#/components/schemas/Quality"
            }
          },
          {
            "name": "valueType",
            "in": "query",
            "description": "As the field of the same name.",
            "schema": {
              "$ref": "#/components/schemas/ValueType"
            }
          }
        ],
        "requestBody": {
          "required": true,
          "description": "JSON of at most 6 MiB with the picture in base64, or the picture itself, at most 4 MiB, and all else\nin the query.\n",
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/ReconstructImageRequest"
              },
              "example": {
                "model": "fashion-mnist",
                "class": "sneaker",
                "image": "iVBORw0KGgoAAAANSUhEUgAAABwAAAAcCAAAAABXZoBIAAABPklEQVR4AdXAPS9DURwG8Oc5595zqxot1aSpd00kXlaDyVvoLmKwEV+AxVcQk28iBomEkYhFTBbETNRbG+rec87fIILBB+gPTY/4F0sa/2nd3p9vwReFvzoP2+pbQwRg0tD4o7B/9VJNlh9ug9kdXGj8NnJ0Uu3OHO6dZSvrRXtA/ODqwuXpok8Gk/P2wdhn54hvHNtsHHeVnwrlvDPm7j7MzRBfUlPTo9fSrT8ysQ6Usrb9NbdBQFGiiUq/wnNYpI7DRkacIAF3g7BrtK/QW3u5KqeLNUaeQSRIxaiZAXB87emx7j/SPZr5DmqdYhAn1pl0R36FUQXDpXyOYdaEJkKoAqF451GtLpFKoFRUimxDEqdFYGidixteKZrJt5tXDytURhOkpjjawFkdE2RQyNUd31yivX4XLwJA0HQ+AbzXdxBvFTzOAAAAAElFTkSuQmCC"
              }
            },
            "image/png": {
              "schema": {
                "type": "string",
                "format": "binary",
                "contentMediaType": "image/png"
              }
            },
            "image/jpeg": {
              "schema": {
                "type": "string",
                "format": "binary",
                "contentMediaType": "image/jpeg"
              }
            },
            "image/webp": {
              "schema": {
                "type": "string",
                "format": "binary",
                "contentMediaType": "image/webp"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The reconstruction.",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              },
              "Comfy-Model-Digest": {
                "$ref": "#/components/headers/Comfy-Model-Digest"
              },
              "Comfy-Engine-Id": {
                "$ref": "#/components/headers/Comfy-Engine-Id"
              },
              "Comfy-Class": {
                "$ref": "#/components/headers/Comfy-Class"
              },
              "Server-Timing": {
                "$ref": "#/components/headers/Server-Timing"
              },
              "Comfy-Receipt": {
                "$ref": "#/components/headers/Comfy-Receipt"
              },
              "Cache-Control": {
                "$ref": "#/components/headers/Cache-Control"
              },
              "Vary": {
                "$ref": "#/components/headers/VaryAccept"
              },
              "ETag": {
                "$ref": "#/components/headers/ETagOfImmutable"
              },
              "RateLimit": {
                "$ref": "#/components/headers/RateLimit"
              },
              "RateLimit-Policy": {
                "$ref": "#/components/headers/RateLimit-Policy"
              },
              "Idempotent-Replayed": {
                "$ref": "#/components/headers/Idempotent-Replayed"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Reconstruction"
                }
              },
              "image/png": {
                "schema": {
                  "type": "string",
                  "contentMediaType": "image/png"
                }
              },
              "image/webp": {
                "schema": {
                  "type": "string",
                  "contentMediaType": "image/webp"
                }
              },
              "image/jpeg": {
                "schema": {
                  "type": "string",
                  "contentMediaType": "image/jpeg"
                }
              },
              "application/x-npy": {
                "schema": {
                  "type": "string",
                  "contentMediaType": "application/x-npy"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/InvalidBody"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/InsufficientScope"
          },
          "404": {
            "$ref": "#/components/responses/ReferenceNotFound"
          },
          "406": {
            "$ref": "#/components/responses/NotAcceptable"
          },
          "409": {
            "$ref": "#/components/responses/IdempotencyInProgress"
          },
          "413": {
            "$ref": "#/components/responses/PayloadTooLarge"
          },
          "415": {
            "$ref": "#/components/responses/UnsupportedMediaType"
          },
          "422": {
            "$ref": "#/components/responses/PictureOrClassRefused"
          },
          "429": {
            "$ref": "#/components/responses/TooManyRequests"
          },
          "500": {
            "$ref": "#/components/responses/InternalError"
          },
          "503": {
            "$ref": "#/components/responses/MakingUnavailable"
          }
        }
      }
    },
    "/v1/variations": {
      "post": {
        "operationId": "varyImage",
        "tags": [
          "latent"
        ],
        "summary": "Make variations of a picture",
        "description": "Encodes a picture as `POST /v1/encodings` does and decodes `n` latents around its mean μ:\n`z = √(1 − strength²) · μ + strength · ε`, with the noise ε of the seed `(seed + i) mod 2^32`. A strength\nof 0 is the reconstruction, 1 is the image that `POST /v1/images` makes of that seed, and between\nthem every z is as likely as any latent: an augmentation that keeps to what the model has learnt.\nWithout a `class`, it takes the one whose reconstruction is nearest to the picture.\n\nThe answer follows `Accept`: `image/png` (also `*/*`, `image/*` or no `Accept` at all), `image/webp`\nand `image/jpeg` are the image for `n: 1` and a contact sheet for more, `application/x-npy` is a\ntensor `[n, height, width, channels]`, `application/json` has every image in base64. `format` says\nwhich file is meant, whatever `Accept` would choose.\n\nThe receipt holds μ, and nothing of the picture: it is enough to make the variations again, and says\nnothing of what was sent.\n\nCacheable for ever where the model is pinned by digest and the seed was given, or nothing is drawn.\n",
        "security": [
          {
            "ApiKey": [
              "images:write"
            ]
          }
        ],
        "parameters": [
          {
            "$ref": "#/components/parameters/RequestId"
          },
          {
            "$ref": "#/components/parameters/IdempotencyKey"
          },
          {
            "$ref": "#/components/parameters/Prefer"
          },
          {
            "name": "Accept",
            "in": "header",
            "description": "What to answer with; see above. Quality values are honoured.",
            "schema": {
              "type": "string",
              "default": "image/png"
            },
            "example": "application/json"
          },
          {
            "name": "model",
            "in": "query",
            "description": "For a picture as the body; needed there.",
            "schema": {
              "$ref": "#/components/schemas/ModelReference"
            }
          },
          {
            "name": "class",
            "in": "query",
            "description": "As the field of the same name.",
            "schema": {
              "$ref": "#/components/schemas/ClassReference"
            }
          },
          {
            "name": "background",
            "in": "query",
            "description": "As the field of the same name.",
            "schema": {
              "$ref": "#/components/schemas/Background"
            }
          },
          {
            "name": "n",
            "in": "query",
            "description": "As the field of the same name.",
            "schema": {
              "type": "integer",
              "minimum": 1,
              "maximum": 64,
              "default": 8
            }
          },
          {
            "name": "strength",
            "in": "query",
            "description": "As the field of the same name.",
            "schema": {
              "type": "number",
              "minimum": 0,
              "maximum": 1,
              "default": 0.3
            }
          },
          {
            "name": "seed",
            "in": "query",
            "description": "As the field of the same name.",
            "schema": {
              "$ref": "#/components/schemas/SeedU32"
            }
          },
          {
            "name": "columns",
            "in": "query",
            "description": "As the field of the same name.",
            "schema": {
              "type": "integer",
              "minimum": 1,
              "maximum": 64
            }
          },
          {
            "name": "format",
            "in": "query",
            "description": "As the field of the same name.",
            "schema": {
              "type": "string",
              "enum": [
                "png",
                "webp",
                "jpeg",
                "npy"
              ]
            }
          },
          {
            "name": "size",
            "in": "query",
            "description": "As the field of the same name.",
            "schema": {
              "$ref": "#/components/schemas/ImageSize"
            }
          },
          {
            "name": "resampling",
            "in": "query",
            "description": "As the field of the same name.",
            "schema": {
              "$ref": "#/components/schemas/Resampling"
            }
          },
          {
            "name": "quality",
            "in": "query",
            "description": "As the field of the same name.",
            "schema": {
              "$ref": "#/components/schemas/Quality"
            }
          },
          {
            "name": "valueType",
            "in": "query",
            "description": "As the field of the same name.",
            "schema": {
              "$ref": "#/components/schemas/ValueType"
            }
          }
        ],
        "requestBody": {
          "required": true,
          "description": "JSON of at most 6 MiB with the picture in base64, or the picture itself, at most 4 MiB, and all else\nin the query.\n",
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/VaryImageRequest"
              },
              "example": {
                "model": "fashion-mnist",
                "class": "sneaker",
                "strength": 0.3,
                "n": 8,
                "seed": 1,
                "image": "iVBORw0KGgoAAAANSUhEUgAAABwAAAAcCAAAAABXZoBIAAABPklEQVR4AdXAPS9DURwG8Oc5595zqxot1aSpd00kXlaDyVvoLmKwEV+AxVcQk28iBomEkYhFTBbETNRbG+rec87fIILBB+gPTY/4F0sa/2nd3p9vwReFvzoP2+pbQwRg0tD4o7B/9VJNlh9ug9kdXGj8NnJ0Uu3OHO6dZSvrRXtA/ODqwuXpok8Gk/P2wdhn54hvHNtsHHeVnwrlvDPm7j7MzRBfUlPTo9fSrT8ysQ6Usrb9NbdBQFGiiUq/wnNYpI7DRkacIAF3g7BrtK/QW3u5KqeLNUaeQSRIxaiZAXB87emx7j/SPZr5DmqdYhAn1pl0R36FUQXDpXyOYdaEJkKoAqF451GtLpFKoFRUimxDEqdFYGidixteKZrJt5tXDytURhOkpjjawFkdE2RQyNUd31yivX4XLwJA0HQ+AbzXdxBvFTzOAAAAAElFTkSuQmCC"
              }
            },
            "image/png": {
              "schema": {
                "type": "string",
                "format": "binary",
                "contentMediaType": "image/png"
              }
            },
            "image/jpeg": {
              "schema": {
                "type": "string",
                "format": "binary",
                "contentMediaType": "image/jpeg"
              }
            },
            "image/webp": {
              "schema": {
                "type": "string",
                "format": "binary",
                "contentMediaType": "image/webp"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The variations.",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              },
              "Comfy-Model-Digest": {
                "$ref": "#/components/headers/Comfy-Model-Digest"
              },
              "Comfy-Engine-Id": {
                "$ref": "#/components/headers/Comfy-Engine-Id"
              },
              "Comfy-Class": {
                "$ref": "#/components/headers/Comfy-Class"
              },
              "Comfy-Seed": {
                "$ref": "#/components/headers/Comfy-Seed"
              },
              "Server-Timing": {
                "$ref": "#/components/headers/Server-Timing"
              },
              "Comfy-Receipt": {
                "$ref": "#/components/headers/Comfy-Receipt"
              },
              "Cache-Control": {
                "$ref": "#/components/headers/Cache-Control"
              },
              "Vary": {
                "$ref": "#/components/headers/VaryAccept"
              },
              "ETag": {
                "$ref": "#/components/headers/ETagOfImmutable"
              },
              "RateLimit": {
                "$ref": "#/components/headers/RateLimit"
              },
              "RateLimit-Policy": {
                "$ref": "#/components/headers/RateLimit-Policy"
              },
              "Idempotent-Replayed": {
                "$ref": "#/components/headers/Idempotent-Replayed"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Variations"
                }
              },
              "image/png": {
                "schema": {
                  "type": "string",
                  "contentMediaType": "image/png"
                }
              },
              "image/webp": {
                "schema": {
                  "type": "string",
                  "contentMediaType": "image/webp"
                }
              },
              "image/jpeg": {
                "schema": {
                  "type": "string",
                  "contentMediaType": "image/jpeg"
                }
              },
              "application/x-npy": {
                "schema": {
                  "type": "string",
                  "contentMediaType": "application/x-npy"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/InvalidBody"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/InsufficientScope"
          },
          "404": {
            "$ref": "#/components/responses/ReferenceNotFound"
          },
          "406": {
            "$ref": "#/components/responses/NotAcceptable"
          },
          "409": {
            "$ref": "#/components/responses/IdempotencyInProgress"
          },
          "413": {
            "$ref": "#/components/responses/PayloadTooLarge"
          },
          "415": {
            "$ref": "#/components/responses/UnsupportedMediaType"
          },
          "422": {
            "$ref": "#/components/responses/PictureOrClassRefused"
          },
          "429": {
            "$ref": "#/components/responses/TooManyRequests"
          },
          "500": {
            "$ref": "#/components/responses/InternalError"
          },
          "503": {
            "$ref": "#/components/responses/MakingUnavailable"
          }
        }
      }
    },
    "/v1/comparisons": {
      "post": {
        "operationId": "compareVersions",
        "tags": [
          "latent"
        ],
        "summary": "Put two versions side by side",
        "description": "Makes `n` pairs of images: the same seed, truncation and class on both versions. What to look at\nbefore an alias moves. Pair `i` has the seed `(seed + i) mod 2^32`; without a `class`, it has the class\n`i mod classes` of those that both versions name. The versions must agree on the size of their\nimages and latents.\n\nEach pair has two distances: `meanAbsoluteLevels`, the mean difference of their samples in levels\nof 255, and `structuralSimilarity`, the mean SSIM (Wang et al. 2004) over windows of 7×7, which is\n1 for equal images.\n\nThe answer follows `Accept`: `image/png` (also `*/*`, `image/*` or no `Accept` at all), `image/webp`\nand `image/jpeg` are a sheet with the first version, the second and their absolute difference\nbeside each other, `columns` pairs in a row; `application/x-npy` is a tensor of these images,\n`[3n, height, width, channels]`; `application/json` has every image in base64. `format` says which\nfile is meant, whatever `Accept` would choose.\n\nA sheet's receipt names both versions; an image in JSON has that of the same image by\n`POST /v1/images`.\n\nCacheable for ever where both versions are pinned by digest and the seed was given.\n",
        "security": [
          {
            "ApiKey": [
              "images:write"
            ]
          }
        ],
        "parameters": [
          {
            "$ref": "#/components/parameters/RequestId"
          },
          {
            "$ref": "#/components/parameters/IdempotencyKey"
          },
          {
            "$ref": "#/components/parameters/Prefer"
          },
          {
            "name": "Accept",
            "in": "header",
            "description": "What to answer with; see above. Quality values are honoured.",
            "schema": {
              "type": "string",
              "default": "image/png"
            },
            "example": "application/json"
          }
        ],
        "requestBody": {
          "required": true,
          "description": "At most 16 KiB.",
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/CompareRequest"
              },
              "examples": {
                "same": {
                  "summary": "A version beside itself, without any difference",
                  "value": {
                    "models": [
                      "fashion-mnist",
                      "fashion-mnist@latest"
                    ],
                    "seed": 1,
                    "n": 10
                  }
                },
                "promotion": {
                  "summary": "What is in use beside what shall be, if there is such an alias",
                  "value": {
                    "models": [
                      "fashion-mnist@latest",
                      "fashion-mnist@candidate"
                    ],
                    "seed": 1,
                    "n": 10
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The pairs.",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              },
              "Comfy-Engine-Id": {
                "$ref": "#/components/headers/Comfy-Engine-Id"
              },
              "Comfy-Seed": {
                "$ref": "#/components/headers/Comfy-Seed"
              },
              "Server-Timing": {
                "$ref": "#/components/headers/Server-Timing"
              },
              "Comfy-Receipt": {
                "$ref": "#/components/headers/Comfy-Receipt"
              },
              "Cache-Control": {
                "$ref": "#/components/headers/Cache-Control"
              },
              "Vary": {
                "$ref": "#/components/headers/VaryAccept"
              },
              "ETag": {
                "$ref": "#/components/headers/ETagOfImmutable"
              },
              "RateLimit": {
                "$ref": "#/components/headers/RateLimit"
              },
              "RateLimit-Policy": {
                "$ref": "#/components/headers/RateLimit-Policy"
              },
              "Idempotent-Replayed": {
                "$ref": "#/components/headers/Idempotent-Replayed"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Comparison"
                }
              },
              "image/png": {
                "schema": {
                  "type": "string",
                  "contentMediaType": "image/png"
                }
              },
              "image/webp": {
                "schema": {
                  "type": "string",
                  "contentMediaType": "image/webp"
                }
              },
              "image/jpeg": {
                "schema": {
                  "type": "string",
                  "contentMediaType": "image/jpeg"
                }
              },
              "application/x-npy": {
                "schema": {
                  "type": "string",
                  "contentMediaType": "application/x-npy"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/InvalidBody"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/InsufficientScope"
          },
          "404": {
            "$ref": "#/components/responses/ReferenceNotFound"
          },
          "406": {
            "$ref": "#/components/responses/NotAcceptable"
          },
          "409": {
            "$ref": "#/components/responses/IdempotencyInProgress"
          },
          "413": {
            "$ref": "#/components/responses/PayloadTooLarge"
          },
          "415": {
            "$ref": "#/components/responses/UnsupportedMediaType"
          },
          "422": {
            "description": "The versions have nothing in common that could be compared, or not that class, or their images\ncannot be had in that size; or the `Idempotency-Key` came with another request before.\n",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              }
            },
            "content": {
              "application/problem+json": {
                "schema": {
                  "allOf": [
                    {
                      "$ref": "#/components/schemas/Problem"
                    },
                    {
                      "properties": {
                        "status": {
                          "const": 422
                        },
                        "code": {
                          "enum": [
                            "versions_incomparable",
                            "unknown_class",
                            "unsupported_size",
                            "idempotency_mismatch"
                          ]
                        }
                      }
                    }
                  ]
                },
                "example": {
                  "type": "urn:comfy-edge:problem:versions_incomparable",
                  "title": "The versions cannot be compared",
                  "status": 422,
                  "detail": "expected versions of one size, got 28×28×1 of 64 latents and 56×56×3 of 100 latents",
                  "code": "versions_incomparable",
                  "pointer": "/models",
                  "requestId": "5b6ce01c-0f4f-4a1a-9f0e-0b6d3c0a4a52"
                }
              }
            }
          },
          "429": {
            "$ref": "#/components/responses/TooManyRequests"
          },
          "500": {
            "$ref": "#/components/responses/InternalError"
          },
          "503": {
            "$ref": "#/components/responses/MakingUnavailable"
          }
        }
      }
    },
    "/openai/v1/models": {
      "get": {
        "operationId": "listOpenAiModels",
        "tags": [
          "openai"
        ],
        "summary": "List the models for OpenAI's clients",
        "description": "The first 100 models. `created` is when the newest version was published.",
        "parameters": [
          {
            "$ref": "#/components/parameters/RequestId"
          }
        ],
        "responses": {
          "200": {
            "description": "As OpenAI's API answers.",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              },
              "Cache-Control": {
                "$ref": "#/components/headers/Cache-Control"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/OpenAiModels"
                }
              }
            }
          },
          "500": {
            "description": "A defect of the service.",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "allOf": [
                    {
                      "$ref": "#/components/schemas/OpenAiError"
                    },
                    {
                      "properties": {
                        "error": {
                          "properties": {
                            "code": {
                              "enum": [
                                "internal_error"
                              ]
                            }
                          }
                        }
                      }
                    }
                  ]
                }
              }
            }
          },
          "503": {
            "description": "The object storage or the database does not answer.",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              },
              "Retry-After": {
                "$ref": "#/components/headers/Retry-After"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "allOf": [
                    {
                      "$ref": "#/components/schemas/OpenAiError"
                    },
                    {
                      "properties": {
                        "error": {
                          "properties": {
                            "code": {
                              "enum": [
                                "storage_unavailable"
                              ]
                            }
                          }
                        }
                      }
                    }
                  ]
                }
              }
            }
          }
        }
      }
    },
    "/openai/v1/images/generations": {
      "post": {
        "operationId": "generateOpenAiImages",
        "tags": [
          "openai"
        ],
        "summary": "Generate images for OpenAI's clients",
        "description": "What the official `openai` client sends to `images.generate`, with `baseURL` at `/openai/v1` of this\nservice. The prompt must name a class of the model: its name in any spelling, with an article or\nin the plural, or one of a few synonyms (`pants` for `trouser`). Nothing else is understood, and the\nerror lists the classes. `class` and `seed` are taken as further fields; with `class`, the prompt is of\nno account.\n\n`size` is the model's own unless given, and must have its proportions. With `response_format: url`\nthe images are URLs of this service where it serves images to everybody, and data URLs otherwise.\n`quality`, `style`, `background`, `moderation` and `user` are of no account.\n",
        "security": [
          {
            "ApiKey": [
              "images:write"
            ]
          }
        ],
        "parameters": [
          {
            "$ref": "#/components/parameters/RequestId"
          },
          {
            "$ref": "#/components/parameters/IdempotencyKey"
          },
          {
            "$ref": "#/components/parameters/Prefer"
          }
        ],
        "requestBody": {
          "required": true,
          "description": "At most 16 KiB.",
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/OpenAiGenerationRequest"
              },
              "example": {
                "model": "fashion-mnist",
                "prompt": "an ankle boot",
                "seed": 42
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "As OpenAI's API answers.",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              },
              "Cache-Control": {
                "$ref": "#/components/headers/Cache-Control"
              },
              "RateLimit": {
                "$ref": "#/components/headers/RateLimit"
              },
              "RateLimit-Policy": {
                "$ref": "#/components/headers/RateLimit-Policy"
              },
              "Idempotent-Replayed": {
                "$ref": "#/components/headers/Idempotent-Replayed"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/OpenAiImages"
                },
                "example": {
                  "created": 1795612463,
                  "data": [
                    {
                      "b64_json": "iVBORw0KGgo=",
                      "revised_prompt": "ankle-boot",
                      "class": "ankle-boot",
                      "seed": 42
                    }
                  ]
                }
              }
            }
          },
          "400": {
            "description": "The request is wrong; `param` says where.",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "allOf": [
                    {
                      "$ref": "#/components/schemas/OpenAiError"
                    },
                    {
                      "properties": {
                        "error": {
                          "properties": {
                            "code": {
                              "enum": [
                                "invalid_json",
                                "invalid_request"
                              ]
                            }
                          }
                        }
                      }
                    }
                  ]
                }
              }
            }
          },
          "401": {
            "description": "No valid key was sent; `code` says whether it was revoked or has expired.",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              },
              "WWW-Authenticate": {
                "$ref": "#/components/headers/WWW-Authenticate"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "allOf": [
                    {
                      "$ref": "#/components/schemas/OpenAiError"
                    },
                    {
                      "properties": {
                        "error": {
                          "properties": {
                            "code": {
                              "enum": [
                                "unauthenticated",
                                "key_revoked",
                                "key_expired"
                              ]
                            }
                          }
                        }
                      }
                    }
                  ]
                }
              }
            }
          },
          "403": {
            "description": "The key lacks the scope.",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              },
              "WWW-Authenticate": {
                "$ref": "#/components/headers/WWW-Authenticate"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "allOf": [
                    {
                      "$ref": "#/components/schemas/OpenAiError"
                    },
                    {
                      "properties": {
                        "error": {
                          "properties": {
                            "code": {
                              "enum": [
                                "insufficient_scope"
                              ]
                            }
                          }
                        }
                      }
                    }
                  ]
                }
              }
            }
          },
          "404": {
            "description": "No such model, alias or version.",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "allOf": [
                    {
                      "$ref": "#/components/schemas/OpenAiError"
                    },
                    {
                      "properties": {
                        "error": {
                          "properties": {
                            "code": {
                              "enum": [
                                "model_not_found",
                                "alias_not_found",
                                "version_not_found"
                              ]
                            }
                          }
                        }
                      }
                    }
                  ]
                }
              }
            }
          },
          "409": {
            "description": "The first request with this `Idempotency-Key` is still being answered.",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              },
              "Retry-After": {
                "$ref": "#/components/headers/Retry-After"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "allOf": [
                    {
                      "$ref": "#/components/schemas/OpenAiError"
                    },
                    {
                      "properties": {
                        "error": {
                          "properties": {
                            "code": {
                              "enum": [
                                "idempotency_in_progress"
                              ]
                            }
                          }
                        }
                      }
                    }
                  ]
                }
              }
            }
          },
          "413": {
            "description": "The body is too large.",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "allOf": [
                    {
                      "$ref": "#/components/schemas/OpenAiError"
                    },
                    {
                      "properties": {
                        "error": {
                          "properties": {
                            "code": {
                              "enum": [
                                "payload_too_large"
                              ]
                            }
                          }
                        }
                      }
                    }
                  ]
                }
              }
            }
          },
          "415": {
            "description": "The body has the wrong media type.",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              },
              "Accept-Encoding": {
                "description": "`identity`; only where the body was encoded.",
                "schema": {
                  "type": "string",
                  "const": "identity"
                }
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "allOf": [
                    {
                      "$ref": "#/components/schemas/OpenAiError"
                    },
                    {
                      "properties": {
                        "error": {
                          "properties": {
                            "code": {
                              "enum": [
                                "unsupported_media_type"
                              ]
                            }
                          }
                        }
                      }
                    }
                  ]
                }
              }
            }
          },
          "422": {
            "description": "It cannot be made; `message` says why.",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "allOf": [
                    {
                      "$ref": "#/components/schemas/OpenAiError"
                    },
                    {
                      "properties": {
                        "error": {
                          "properties": {
                            "code": {
                              "enum": [
                                "unknown_class",
                                "unsupported_size",
                                "idempotency_mismatch"
                              ]
                            }
                          }
                        }
                      }
                    }
                  ]
                }
              }
            }
          },
          "429": {
            "description": "A quota of the key is used up; or too many requests came from one address, which is turned away\nbefore it is known what it asks for, in the form of all other operations.\n",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              },
              "Retry-After": {
                "$ref": "#/components/headers/Retry-After"
              },
              "RateLimit": {
                "$ref": "#/components/headers/RateLimit"
              },
              "RateLimit-Policy": {
                "$ref": "#/components/headers/RateLimit-Policy"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "allOf": [
                    {
                      "$ref": "#/components/schemas/OpenAiError"
                    },
                    {
                      "properties": {
                        "error": {
                          "properties": {
                            "code": {
                              "enum": [
                                "quota_exceeded"
                              ]
                            }
                          }
                        }
                      }
                    }
                  ]
                }
              },
              "application/problem+json": {
                "schema": {
                  "allOf": [
                    {
                      "$ref": "#/components/schemas/Problem"
                    },
                    {
                      "properties": {
                        "status": {
                          "const": 429
                        },
                        "code": {
                          "const": "too_many_requests"
                        }
                      }
                    }
                  ]
                }
              }
            }
          },
          "500": {
            "description": "A defect of the service.",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "allOf": [
                    {
                      "$ref": "#/components/schemas/OpenAiError"
                    },
                    {
                      "properties": {
                        "error": {
                          "properties": {
                            "code": {
                              "enum": [
                                "internal_error"
                              ]
                            }
                          }
                        }
                      }
                    }
                  ]
                }
              }
            }
          },
          "503": {
            "description": "The model, the object storage or the key's ledger cannot be used at the moment, or there is too much to do.",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              },
              "Retry-After": {
                "$ref": "#/components/headers/Retry-After"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "allOf": [
                    {
                      "$ref": "#/components/schemas/OpenAiError"
                    },
                    {
                      "properties": {
                        "error": {
                          "properties": {
                            "code": {
                              "enum": [
                                "model_unavailable",
                                "storage_unavailable",
                                "ledger_unavailable",
                                "overloaded"
                              ]
                            }
                          }
                        }
                      }
                    }
                  ]
                }
              }
            }
          }
        }
      }
    },
    "/openai/v1/images/variations": {
      "post": {
        "operationId": "varyOpenAiImage",
        "tags": [
          "openai"
        ],
        "summary": "Make variations for OpenAI's clients",
        "description": "What the official `openai` client sends to `images.createVariation`; see `POST /v1/variations`.\n`class`, `seed` and `strength` are taken as further fields.\n",
        "x-codeSamples": [
          {
            "lang": "Shell",
            "label": "curl",
            "source": "curl -sS --fail-with-body http://127.0.0.1:8787/openai/v1/images/variations \\\n  -H \"Authorization: Bearer $COMFY_EDGE_KEY\" \\\n  --form model=fashion-mnist --form image=@sneaker.png --form n=2 --form seed=42\n"
          }
        ],
        "security": [
          {
            "ApiKey": [
              "images:write"
            ]
          }
        ],
        "parameters": [
          {
            "$ref": "#/components/parameters/RequestId"
          },
          {
            "$ref": "#/components/parameters/IdempotencyKey"
          },
          {
            "$ref": "#/components/parameters/Prefer"
          }
        ],
        "requestBody": {
          "required": true,
          "description": "A form with a picture of at most 4 MiB.",
          "content": {
            "multipart/form-data": {
              "schema": {
                "$ref": "#/components/schemas/OpenAiVariationRequest"
              },
              "example": {
                "model": "fashion-mnist",
                "image": "sneaker.png",
                "n": 2,
                "seed": 42
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "As OpenAI's API answers.",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              },
              "Cache-Control": {
                "$ref": "#/components/headers/Cache-Control"
              },
              "RateLimit": {
                "$ref": "#/components/headers/RateLimit"
              },
              "RateLimit-Policy": {
                "$ref": "#/components/headers/RateLimit-Policy"
              },
              "Idempotent-Replayed": {
                "$ref": "#/components/headers/Idempotent-Replayed"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/OpenAiImages"
                },
                "example": {
                  "created": 1795612463,
                  "data": [
                    {
                      "b64_json": "iVBORw0KGgo=",
                      "revised_prompt": "sneaker",
                      "class": "sneaker",
                      "seed": 42
                    },
                    {
                      "b64_json": "iVBORw0KGgo=",
                      "revised_prompt": "sneaker",
                      "class": "sneaker",
                      "seed": 43
                    }
                  ]
                }
              }
            }
          },
          "400": {
            "description": "The request is wrong; `param` says where.",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "allOf": [
                    {
                      "$ref": "#/components/schemas/OpenAiError"
                    },
                    {
                      "properties": {
                        "error": {
                          "properties": {
                            "code": {
                              "enum": [
                                "invalid_request"
                              ]
                            }
                          }
                        }
                      }
                    }
                  ]
                }
              }
            }
          },
          "401": {
            "description": "No valid key was sent; `code` says whether it was revoked or has expired.",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              },
              "WWW-Authenticate": {
                "$ref": "#/components/headers/WWW-Authenticate"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "allOf": [
                    {
                      "$ref": "#/components/schemas/OpenAiError"
                    },
                    {
                      "properties": {
                        "error": {
                          "properties": {
                            "code": {
                              "enum": [
                                "unauthenticated",
                                "key_revoked",
                                "key_expired"
                              ]
                            }
                          }
                        }
                      }
                    }
                  ]
                }
              }
            }
          },
          "403": {
            "description": "The key lacks the scope.",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              },
              "WWW-Authenticate": {
                "$ref": "#/components/headers/WWW-Authenticate"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "allOf": [
                    {
                      "$ref": "#/components/schemas/OpenAiError"
                    },
                    {
                      "properties": {
                        "error": {
                          "properties": {
                            "code": {
                              "enum": [
                                "insufficient_scope"
                              ]
                            }
                          }
                        }
                      }
                    }
                  ]
                }
              }
            }
          },
          "404": {
            "description": "No such model, alias or version.",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "allOf": [
                    {
                      "$ref": "#/components/schemas/OpenAiError"
                    },
                    {
                      "properties": {
                        "error": {
                          "properties": {
                            "code": {
                              "enum": [
                                "model_not_found",
                                "alias_not_found",
                                "version_not_found"
                              ]
                            }
                          }
                        }
                      }
                    }
                  ]
                }
              }
            }
          },
          "409": {
            "description": "The first request with this `Idempotency-Key` is still being answered.",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              },
              "Retry-After": {
                "$ref": "#/components/headers/Retry-After"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "allOf": [
                    {
                      "$ref": "#/components/schemas/OpenAiError"
                    },
                    {
                      "properties": {
                        "error": {
                          "properties": {
                            "code": {
                              "enum": [
                                "idempotency_in_progress"
                              ]
                            }
                          }
                        }
                      }
                    }
                  ]
                }
              }
            }
          },
          "413": {
            "description": "The body is too large.",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "allOf": [
                    {
                      "$ref": "#/components/schemas/OpenAiError"
                    },
                    {
                      "properties": {
                        "error": {
                          "properties": {
                            "code": {
                              "enum": [
                                "payload_too_large"
                              ]
                            }
                          }
                        }
                      }
                    }
                  ]
                }
              }
            }
          },
          "415": {
            "description": "The body has the wrong media type.",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              },
              "Accept-Encoding": {
                "description": "`identity`; only where the body was encoded.",
                "schema": {
                  "type": "string",
                  "const": "identity"
                }
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "allOf": [
                    {
                      "$ref": "#/components/schemas/OpenAiError"
                    },
                    {
                      "properties": {
                        "error": {
                          "properties": {
                            "code": {
                              "enum": [
                                "unsupported_media_type"
                              ]
                            }
                          }
                        }
                      }
                    }
                  ]
                }
              }
            }
          },
          "422": {
            "description": "It cannot be made; `message` says why.",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "allOf": [
                    {
                      "$ref": "#/components/schemas/OpenAiError"
                    },
                    {
                      "properties": {
                        "error": {
                          "properties": {
                            "code": {
                              "enum": [
                                "encoder_missing",
                                "image_invalid",
                                "image_unsupported",
                                "image_too_large",
                                "unknown_class",
                                "unsupported_size",
                                "idempotency_mismatch"
                              ]
                            }
                          }
                        }
                      }
                    }
                  ]
                }
              }
            }
          },
          "429": {
            "description": "A quota of the key is used up; or too many requests came from one address, which is turned away\nbefore it is known what it asks for, in the form of all other operations.\n",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              },
              "Retry-After": {
                "$ref": "#/components/headers/Retry-After"
              },
              "RateLimit": {
                "$ref": "#/components/headers/RateLimit"
              },
              "RateLimit-Policy": {
                "$ref": "#/components/headers/RateLimit-Policy"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "allOf": [
                    {
                      "$ref": "#/components/schemas/OpenAiError"
                    },
                    {
                      "properties": {
                        "error": {
                          "properties": {
                            "code": {
                              "enum": [
                                "quota_exceeded"
                              ]
                            }
                          }
                        }
                      }
                    }
                  ]
                }
              },
              "application/problem+json": {
                "schema": {
                  "allOf": [
                    {
                      "$ref": "#/components/schemas/Problem"
                    },
                    {
                      "properties": {
                        "status": {
                          "const": 429
                        },
                        "code": {
                          "const": "too_many_requests"
                        }
                      }
                    }
                  ]
                }
              }
            }
          },
          "500": {
            "description": "A defect of the service.",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "allOf": [
                    {
                      "$ref": "#/components/schemas/OpenAiError"
                    },
                    {
                      "properties": {
                        "error": {
                          "properties": {
                            "code": {
                              "enum": [
                                "internal_error"
                              ]
                            }
                          }
                        }
                      }
                    }
                  ]
                }
              }
            }
          },
          "503": {
            "description": "The model, the object storage or the key's ledger cannot be used at the moment, or there is too much to do.",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              },
              "Retry-After": {
                "$ref": "#/components/headers/Retry-After"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "allOf": [
                    {
                      "$ref": "#/components/schemas/OpenAiError"
                    },
                    {
                      "properties": {
                        "error": {
                          "properties": {
                            "code": {
                              "enum": [
                                "model_unavailable",
                                "storage_unavailable",
                                "ledger_unavailable",
                                "overloaded"
                              ]
                            }
                          }
                        }
                      }
                    }
                  ]
                }
              }
            }
          }
        }
      }
    },
    "/v1/models": {
      "get": {
        "operationId": "listModels",
        "tags": [
          "models"
        ],
        "summary": "List the models",
        "description": "All models in a fixed order, page by page. Pass `nextCursor` of one page as `cursor` of the next;\nthe last page has none.\n",
        "parameters": [
          {
            "$ref": "#/components/parameters/RequestId"
          },
          {
            "name": "limit",
            "in": "query",
            "description": "Models per page.",
            "schema": {
              "type": "integer",
              "minimum": 1,
              "maximum": 100,
              "default": 20
            },
            "example": 10
          },
          {
            "name": "cursor",
            "in": "query",
            "description": "Where to go on; opaque.",
            "schema": {
              "type": "string",
              "maxLength": 128
            }
          }
        ],
        "responses": {
          "200": {
            "description": "A page of models.",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              },
              "Cache-Control": {
                "$ref": "#/components/headers/Cache-Control"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ModelPage"
                },
                "example": {
                  "models": [
                    {
                      "name": "fashion-mnist",
                      "latest": "9f6d31ba78b3bb5d285b57ec0687e57cbd34cb6f5f6c7b924ff33c33090f43c8"
                    }
                  ]
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/InvalidParameter"
          },
          "500": {
            "$ref": "#/components/responses/InternalError"
          },
          "503": {
            "$ref": "#/components/responses/StorageUnavailable"
          }
        }
      }
    },
    "/v1/models/{model}": {
      "get": {
        "operationId": "getModel",
        "tags": [
          "models"
        ],
        "summary": "One model with its aliases and versions",
        "parameters": [
          {
            "$ref": "#/components/parameters/RequestId"
          },
          {
            "$ref": "#/components/parameters/Model"
          }
        ],
        "responses": {
          "200": {
            "description": "The model.",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              },
              "Cache-Control": {
                "$ref": "#/components/headers/Cache-Control"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Model"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/InvalidParameter"
          },
          "404": {
            "$ref": "#/components/responses/ModelNotFound"
          },
          "500": {
            "$ref": "#/components/responses/InternalError"
          },
          "503": {
            "$ref": "#/components/responses/StorageUnavailable"
          }
        }
      }
    },
    "/v1/blobs/{sha256}": {
      "put": {
        "operationId": "putBlob",
        "tags": [
          "publishing"
        ],
        "summary": "Store a blob under its SHA-256",
        "description": "The first step of publishing. The bytes must hash to the name. Repeating the request is harmless;\na stored blob whose bytes no longer hash to the name is replaced.\n",
        "security": [
          {
            "ApiKey": [
              "models:write"
            ]
          }
        ],
        "parameters": [
          {
            "$ref": "#/components/parameters/RequestId"
          },
          {
            "name": "sha256",
            "in": "path",
            "required": true,
            "description": "The SHA-256 of the body.",
            "schema": {
              "$ref": "#/components/schemas/Digest"
            },
            "example": "69e59db8fcc5d16ef687064737726172c185f1cb50ddf5cc5a84553527cf2f08"
          }
        ],
        "requestBody": {
          "required": true,
          "description": "The bytes, at most 16 MiB.",
          "content": {
            "application/octet-stream": {
              "schema": {
                "type": "string",
                "contentMediaType": "application/octet-stream"
              },
              "example": "the bytes of a blob"
            }
          }
        },
        "responses": {
          "200": {
            "description": "The blob was there already.",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/StoredBlob"
                }
              }
            }
          },
          "201": {
            "description": "The blob is stored.",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/StoredBlob"
                },
                "example": {
                  "sha256": "69e59db8fcc5d16ef687064737726172c185f1cb50ddf5cc5a84553527cf2f08",
                  "sizeBytes": 19
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/InvalidParameter"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/InsufficientScope"
          },
          "413": {
            "$ref": "#/components/responses/PayloadTooLarge"
          },
          "415": {
            "$ref": "#/components/responses/UnsupportedMediaType"
          },
          "422": {
            "description": "The body's SHA-256 is not its name.",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              }
            },
            "content": {
              "application/problem+json": {
                "schema": {
                  "allOf": [
                    {
                      "$ref": "#/components/schemas/Problem"
                    },
                    {
                      "properties": {
                        "status": {
                          "const": 422
                        },
                        "code": {
                          "const": "digest_mismatch"
                        }
                      }
                    }
                  ]
                }
              }
            }
          },
          "500": {
            "$ref": "#/components/responses/InternalError"
          },
          "503": {
            "$ref": "#/components/responses/StorageBusy"
          }
        }
      }
    },
    "/v1/models/{model}/versions/{digest}": {
      "parameters": [
        {
          "$ref": "#/components/parameters/RequestId"
        },
        {
          "$ref": "#/components/parameters/Model"
        },
        {
          "$ref": "#/components/parameters/VersionDigest"
        }
      ],
      "get": {
        "operationId": "getModelVersion",
        "tags": [
          "models"
        ],
        "summary": "What one version is",
        "description": "A summary of the version's manifest. It never changes, so it may be cached for ever.\n",
        "parameters": [
          {
            "$ref": "#/components/parameters/IfNoneMatch"
          }
        ],
        "responses": {
          "200": {
            "description": "The version.",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              },
              "Cache-Control": {
                "$ref": "#/components/headers/Cache-Control"
              },
              "ETag": {
                "$ref": "#/components/headers/ETag"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ModelVersion"
                }
              }
            }
          },
          "304": {
            "$ref": "#/components/responses/NotModified"
          },
          "400": {
            "$ref": "#/components/responses/InvalidParameter"
          },
          "404": {
            "$ref": "#/components/responses/VersionNotFound"
          },
          "500": {
            "$ref": "#/components/responses/InternalError"
          },
          "503": {
            "$ref": "#/components/responses/ModelUnavailable"
          }
        }
      },
      "put": {
        "operationId": "putModelVersion",
        "tags": [
          "publishing"
        ],
        "summary": "Publish a version",
        "description": "The second step of publishing. The body is the canonical manifest, byte for byte: its SHA-256 must\nbe `digest`, and every blob it names must be there already, with the size it says. Before it is\nstored it is loaded and makes one image. Repeating the request is harmless. No alias moves.\n\n**A publisher vouches for it.** `Comfy-Publication` carries a statement that a publisher whom this\ndeployment lists (`/v1/publishers`) has signed: this digest is a version of this model. It has an\nexpiry, and a counter that goes up with every statement about the model, so that what is old or was\nheld back is refused. A stored version gets a new statement by the same request with a higher counter.\nA deployment may take unsigned versions as well (`UNSIGNED_MODELS`).\n",
        "security": [
          {
            "ApiKey": [
              "models:write"
            ]
          }
        ],
        "parameters": [
          {
            "name": "model",
            "in": "path",
            "required": true,
            "description": "The model's name.",
            "schema": {
              "$ref": "#/components/schemas/ModelName"
            },
            "example": "tiny"
          },
          {
            "name": "digest",
            "in": "path",
            "required": true,
            "description": "The SHA-256 of the body.",
            "schema": {
              "$ref": "#/components/schemas/Digest"
            },
            "example": "7c806de7574d190db43de0124dcb77f7ce7d98038f3aa8e594eaac70556852ed"
          },
          {
            "name": "Comfy-Publication",
            "in": "header",
            "description": "A JSON Web Signature in its compact form (RFC 7515): its protected header is\n`{\"alg\":\"EdDSA\",\"kid\":<publisher>,\"typ\":\"comfy-edge-publication+jws\"}`, its payload a\n`PublicationStatement` in canonical JSON (RFC 8785). `npm run publish-model` makes it.\n",
            "schema": {
              "type": "string",
              "maxLength": 2048,
              "pattern": "^[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]{86}$"
            }
          }
        ],
        "requestBody": {
          "required": true,
          "description": "The bytes of `manifest.json`, at most 1 MiB.",
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/Manifest"
              },
              "example": {
                "classes": [
                  "circle",
                  "square",
                  "star"
                ],
                "createdAt": "2026-11-22T10:00:00.000Z",
                "data": {
                  "licence": "CC0-1.0",
                  "name": "none",
                  "source": ""
                },
                "description": "Random weights, for tests.",
                "format": "comfy-edge/manifest@1",
                "image": {
                  "channels": 1,
                  "height": 8,
                  "width": 8
                },
                "latent": {
                  "size": 8
                },
                "licence": "CC0-1.0",
                "metrics": {
                  "cas": 0.25
                },
                "networks": {
                  "generator": {
                    "graph": {
                      "classCount": 3,
                      "nodes": [
                        {
                          "id": "z",
                          "op": "input",
                          "shape": [
                            8
                          ]
                        },
                        {
                          "activation": {
                            "fn": "tanh"
                          },
                          "bias": "perClass",
                          "gain": "none",
                          "id": "dense",
                          "input": "z",
                          "op": "dense",
                          "units": 64
                        },
                        {
                          "id": "pixels",
                          "input": "dense",
                          "op": "reshape",
                          "shape": [
                            8,
                            8,
                            1
                          ]
                        }
                      ]
                    },
                    "weights": {
                      "sha256": "6650beea051f713832da56ca5d030bde16d6950f0e07833f0c98f00be7ec1e69",
                      "sizeBytes": 1760
                    }
                  }
                },
                "title": "Tiny",
                "training": {
                  "config": {},
                  "images": 0,
                  "preset": "none",
                  "seed": 1,
                  "steps": 0
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The version was there already.",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/StoredVersion"
                }
              }
            }
          },
          "201": {
            "description": "The version is published.",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/StoredVersion"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/InvalidParameter"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/InsufficientScope"
          },
          "409": {
            "description": "The manifest names a blob that is not stored: upload it with `PUT /v1/blobs/{sha256}` and repeat. Or\na statement with this counter, or a higher one, was accepted already: sign again with one above\n`counter`.\n",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              }
            },
            "content": {
              "application/problem+json": {
                "schema": {
                  "allOf": [
                    {
                      "$ref": "#/components/schemas/Problem"
                    },
                    {
                      "properties": {
                        "status": {
                          "const": 409
                        },
                        "code": {
                          "enum": [
                            "blob_missing",
                            "statement_superseded"
                          ]
                        }
                      }
                    }
                  ]
                },
                "example": {
                  "type": "urn:comfy-edge:problem:blob_missing",
                  "title": "A blob that the manifest names is not stored",
                  "status": 409,
                  "detail": "expected blob 9c56cc51b374c3ba189210d5b6d4bf57790d351c96c47c02190ecf1e430635ab of 1048576 bytes to be stored, got none; PUT /v1/blobs/9c56cc51b374c3ba189210d5b6d4bf57790d351c96c47c02190ecf1e430635ab",
                  "code": "blob_missing",
                  "requestId": "5b6ce01c-0f4f-4a1a-9f0e-0b6d3c0a4a52"
                }
              }
            }
          },
          "413": {
            "$ref": "#/components/responses/PayloadTooLarge"
          },
          "415": {
            "$ref": "#/components/responses/UnsupportedMediaType"
          },
          "422": {
            "description": "The body's SHA-256 is not `digest`, or the body is not the canonical manifest of a version that\nthis engine can run. Or the statement is missing, is about something else, is not signed by whom\nit names, is not valid now, or is of a publisher whom this deployment does not believe.\n",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              }
            },
            "content": {
              "application/problem+json": {
                "schema": {
                  "allOf": [
                    {
                      "$ref": "#/components/schemas/Problem"
                    },
                    {
                      "properties": {
                        "status": {
                          "const": 422
                        },
                        "code": {
                          "enum": [
                            "digest_mismatch",
                            "invalid_manifest",
                            "statement_missing",
                            "statement_invalid",
                            "statement_expired",
                            "publisher_untrusted"
                          ]
                        }
                      }
                    }
                  ]
                },
                "example": {
                  "type": "urn:comfy-edge:problem:digest_mismatch",
                  "title": "The body does not hash to its name",
                  "status": 422,
                  "detail": "expected SHA-256 9f6d31ba78b3bb5d285b57ec0687e57cbd34cb6f5f6c7b924ff33c33090f43c8, got 9c56cc51b374c3ba189210d5b6d4bf57790d351c96c47c02190ecf1e430635ab",
                  "code": "digest_mismatch",
                  "requestId": "5b6ce01c-0f4f-4a1a-9f0e-0b6d3c0a4a52"
                }
              }
            }
          },
          "500": {
            "$ref": "#/components/responses/InternalError"
          },
          "503": {
            "$ref": "#/components/responses/StorageBusy"
          }
        }
      },
      "delete": {
        "operationId": "deleteModelVersion",
        "tags": [
          "publishing"
        ],
        "summary": "Delete a version",
        "description": "It is listed no more, and cannot be generated from; an isolate that holds it may go on for a while.\nRefused while an alias points at it or sends callers to it. Its bytes go with the next garbage\ncollection. It comes back by nothing but a new statement: those that it had are used up.\n",
        "security": [
          {
            "ApiKey": [
              "models:write"
            ]
          }
        ],
        "parameters": [
          {
            "name": "model",
            "in": "path",
            "required": true,
            "description": "The model's name.",
            "schema": {
              "$ref": "#/components/schemas/ModelName"
            },
            "example": "tiny"
          },
          {
            "name": "digest",
            "in": "path",
            "required": true,
            "description": "The SHA-256 of the version's manifest.",
            "schema": {
              "$ref": "#/components/schemas/Digest"
            },
            "example": "7c806de7574d190db43de0124dcb77f7ce7d98038f3aa8e594eaac70556852ed"
          },
          {
            "$ref": "#/components/parameters/Reason"
          }
        ],
        "responses": {
          "204": {
            "description": "The version is gone.",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/InvalidParameter"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/InsufficientScope"
          },
          "404": {
            "$ref": "#/components/responses/VersionNotFound"
          },
          "409": {
            "description": "Something uses the version; `usedBy` says what.",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              }
            },
            "content": {
              "application/problem+json": {
                "schema": {
                  "allOf": [
                    {
                      "$ref": "#/components/schemas/Problem"
                    },
                    {
                      "properties": {
                        "status": {
                          "const": 409
                        },
                        "code": {
                          "const": "version_in_use"
                        }
                      }
                    }
                  ]
                },
                "example": {
                  "type": "urn:comfy-edge:problem:version_in_use",
                  "title": "The version is in use",
                  "status": 409,
                  "detail": "expected a version that nothing uses, got one that is used by alias latest",
                  "code": "version_in_use",
                  "parameter": "digest",
                  "usedBy": [
                    "alias latest"
                  ],
                  "requestId": "5b6ce01c-0f4f-4a1a-9f0e-0b6d3c0a4a52"
                }
              }
            }
          },
          "500": {
            "$ref": "#/components/responses/InternalError"
          },
          "503": {
            "$ref": "#/components/responses/StorageUnavailable"
          }
        }
      }
    },
    "/v1/models/{model}/aliases/{alias}": {
      "parameters": [
        {
          "$ref": "#/components/parameters/RequestId"
        },
        {
          "$ref": "#/components/parameters/Model"
        },
        {
          "$ref": "#/components/parameters/ModelAlias"
        }
      ],
      "get": {
        "operationId": "getModelAlias",
        "tags": [
          "models"
        ],
        "summary": "Where an alias points",
        "description": "Its `ETag` is what `If-Match` takes to move the alias.",
        "parameters": [
          {
            "$ref": "#/components/parameters/IfNoneMatch"
          }
        ],
        "responses": {
          "200": {
            "description": "The alias.",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              },
              "Cache-Control": {
                "$ref": "#/components/headers/Cache-Control"
              },
              "ETag": {
                "$ref": "#/components/headers/ETag"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ModelAlias"
                },
                "example": {
                  "alias": "latest",
                  "digest": "9f6d31ba78b3bb5d285b57ec0687e57cbd34cb6f5f6c7b924ff33c33090f43c8"
                }
              }
            }
          },
          "304": {
            "$ref": "#/components/responses/NotModified"
          },
          "400": {
            "$ref": "#/components/responses/InvalidParameter"
          },
          "404": {
            "description": "No such model or alias.",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              }
            },
            "content": {
              "application/problem+json": {
                "schema": {
                  "allOf": [
                    {
                      "$ref": "#/components/schemas/Problem"
                    },
                    {
                      "properties": {
                        "status": {
                          "const": 404
                        },
                        "code": {
                          "enum": [
                            "model_not_found",
                            "alias_not_found"
                          ]
                        }
                      }
                    }
                  ]
                }
              }
            }
          },
          "500": {
            "$ref": "#/components/responses/InternalError"
          },
          "503": {
            "$ref": "#/components/responses/StorageUnavailable"
          }
        }
      },
      "put": {
        "operationId": "putModelAlias",
        "tags": [
          "publishing"
        ],
        "summary": "Create or move an alias",
        "description": "The last step of publishing: promotion. The write is conditional, so two publishers cannot overwrite\neach other unseen: send `If-None-Match: *` to create the alias or `If-Match` with the `ETag` of what you\nmean to replace. A canary that the alias had ends.\n\nThe version's statement must still be valid and its publisher believed. It is refused when it is older\nthan the version in its place, by the counters of their statements, and when it is below the alias's\nquality gate (`PUT …/policy`), unless `force` is sent with a `reason`; the audit log keeps both.\n",
        "security": [
          {
            "ApiKey": [
              "models:write"
            ]
          }
        ],
        "parameters": [
          {
            "name": "alias",
            "in": "path",
            "required": true,
            "description": "The alias to create or move.",
            "schema": {
              "$ref": "#/components/schemas/Alias"
            },
            "example": "stable"
          },
          {
            "name": "If-Match",
            "in": "header",
            "description": "The `ETag` of the alias as it was read, such as `\"7\"`. Exactly one of this and `If-None-Match`.\n",
            "schema": {
              "type": "string",
              "pattern": "^\"[A-Za-z0-9-]{1,64}\"$"
            }
          },
          {
            "name": "If-None-Match",
            "in": "header",
            "description": "`*`: only if there is no such alias yet.",
            "schema": {
              "type": "string",
              "const": "*"
            },
            "example": "*"
          }
        ],
        "requestBody": {
          "required": true,
          "description": "At most 4 KiB.",
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/PutModelAliasRequest"
              },
              "example": {
                "digest": "9f6d31ba78b3bb5d285b57ec0687e57cbd34cb6f5f6c7b924ff33c33090f43c8"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The alias moved.",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              },
              "ETag": {
                "$ref": "#/components/headers/ETag"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ModelAlias"
                }
              }
            }
          },
          "201": {
            "description": "The alias was created.",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              },
              "ETag": {
                "$ref": "#/components/headers/ETag"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ModelAlias"
                }
              }
            }
          },
          "400": {
            "description": "The body is not JSON, a field is wrong (`pointer`), or a path parameter or conditional header\nis (`parameter`).\n",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              }
            },
            "content": {
              "application/problem+json": {
                "schema": {
                  "allOf": [
                    {
                      "$ref": "#/components/schemas/Problem"
                    },
                    {
                      "properties": {
                        "status": {
                          "const": 400
                        },
                        "code": {
                          "enum": [
                            "invalid_json",
                            "invalid_request"
                          ]
                        }
                      }
                    }
                  ]
                }
              }
            }
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/InsufficientScope"
          },
          "404": {
            "$ref": "#/components/responses/VersionNotFound"
          },
          "409": {
            "description": "The version is older than the one in its place, or below the alias's quality gate; `failures` names\neach metric with what was expected and what the manifest says.\n",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              }
            },
            "content": {
              "application/problem+json": {
                "schema": {
                  "allOf": [
                    {
                      "$ref": "#/components/schemas/Problem"
                    },
                    {
                      "properties": {
                        "status": {
                          "const": 409
                        },
                        "code": {
                          "enum": [
                            "older_version",
                            "below_quality_gate"
                          ]
                        }
                      }
                    }
                  ]
                },
                "example": {
                  "type": "urn:comfy-edge:problem:below_quality_gate",
                  "title": "The version is below the alias's quality gate",
                  "status": 409,
                  "detail": "expected cas >= 0.85, got 0.8",
                  "code": "below_quality_gate",
                  "pointer": "/digest",
                  "failures": [
                    {
                      "metric": "cas",
                      "rule": "limit",
                      "expected": ">= 0.85",
                      "actual": 0.8
                    }
                  ],
                  "requestId": "5b6ce01c-0f4f-4a1a-9f0e-0b6d3c0a4a52"
                }
              }
            }
          },
          "412": {
            "description": "The alias is not what the condition says; read it again.",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              }
            },
            "content": {
              "application/problem+json": {
                "schema": {
                  "allOf": [
                    {
                      "$ref": "#/components/schemas/Problem"
                    },
                    {
                      "properties": {
                        "status": {
                          "const": 412
                        },
                        "code": {
                          "const": "precondition_failed"
                        }
                      }
                    }
                  ]
                },
                "example": {
                  "type": "urn:comfy-edge:problem:precondition_failed",
                  "title": "The alias has changed",
                  "status": 412,
                  "detail": "expected alias \"latest\" to have ETag \"7\", got another; read it again",
                  "code": "precondition_failed",
                  "parameter": "If-Match",
                  "requestId": "5b6ce01c-0f4f-4a1a-9f0e-0b6d3c0a4a52"
                }
              }
            }
          },
          "413": {
            "$ref": "#/components/responses/PayloadTooLarge"
          },
          "415": {
            "$ref": "#/components/responses/UnsupportedMediaType"
          },
          "422": {
            "description": "Nobody signed the version, its statement has expired, or its publisher was revoked. A new statement\nis sent with `PUT …/versions/{digest}`.\n",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              }
            },
            "content": {
              "application/problem+json": {
                "schema": {
                  "allOf": [
                    {
                      "$ref": "#/components/schemas/Problem"
                    },
                    {
                      "properties": {
                        "status": {
                          "const": 422
                        },
                        "code": {
                          "enum": [
                            "statement_missing",
                            "statement_expired",
                            "publisher_untrusted"
                          ]
                        }
                      }
                    }
                  ]
                }
              }
            }
          },
          "428": {
            "description": "Neither `If-Match` nor `If-None-Match` was sent.",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              }
            },
            "content": {
              "application/problem+json": {
                "schema": {
                  "allOf": [
                    {
                      "$ref": "#/components/schemas/Problem"
                    },
                    {
                      "properties": {
                        "status": {
                          "const": 428
                        },
                        "code": {
                          "const": "precondition_required"
                        }
                      }
                    }
                  ]
                },
                "example": {
                  "type": "urn:comfy-edge:problem:precondition_required",
                  "title": "The request must be conditional",
                  "status": 428,
                  "detail": "expected If-Match with an ETag or If-None-Match: *, got neither",
                  "code": "precondition_required",
                  "parameter": "If-Match",
                  "requestId": "5b6ce01c-0f4f-4a1a-9f0e-0b6d3c0a4a52"
                }
              }
            }
          },
          "500": {
            "$ref": "#/components/responses/InternalError"
          },
          "503": {
            "$ref": "#/components/responses/StorageUnavailable"
          }
        }
      }
    },
    "/v1/models/{model}/aliases/{alias}/policy": {
      "parameters": [
        {
          "$ref": "#/components/parameters/RequestId"
        },
        {
          "$ref": "#/components/parameters/Model"
        },
        {
          "name": "alias",
          "in": "path",
          "required": true,
          "description": "The alias.",
          "schema": {
            "$ref": "#/components/schemas/Alias"
          },
          "example": "beta"
        }
      ],
      "put": {
        "operationId": "putAliasPolicy",
        "tags": [
          "publishing"
        ],
        "summary": "Set the quality gate of an alias",
        "description": "What a version's metrics must reach before this alias may point at it, or send callers to it. A rule may\nhave a `limit`, a `tolerance` against the version in place, or both. Without rules everything passes.\nWhat the alias points at already is not judged again.\n",
        "security": [
          {
            "ApiKey": [
              "models:write"
            ]
          }
        ],
        "parameters": [
          {
            "$ref": "#/components/parameters/IfMatchAlias"
          }
        ],
        "requestBody": {
          "required": true,
          "description": "At most 64 KiB.",
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/PutAliasPolicyRequest"
              },
              "example": {
                "rules": [
                  {
                    "metric": "cas",
                    "better": "higher",
                    "limit": 0.8,
                    "tolerance": 0.01
                  }
                ]
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The alias with its policy.",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              },
              "ETag": {
                "$ref": "#/components/headers/ETag"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ModelAlias"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/InvalidBody"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/InsufficientScope"
          },
          "404": {
            "$ref": "#/components/responses/AliasNotFound"
          },
          "412": {
            "$ref": "#/components/responses/AliasChanged"
          },
          "413": {
            "$ref": "#/components/responses/PayloadTooLarge"
          },
          "415": {
            "$ref": "#/components/responses/UnsupportedMediaType"
          },
          "500": {
            "$ref": "#/components/responses/InternalError"
          },
          "503": {
            "$ref": "#/components/responses/StorageUnavailable"
          }
        }
      }
    },
    "/v1/models/{model}/aliases/{alias}/canary": {
      "parameters": [
        {
          "$ref": "#/components/parameters/RequestId"
        },
        {
          "$ref": "#/components/parameters/Model"
        },
        {
          "name": "alias",
          "in": "path",
          "required": true,
          "description": "The alias.",
          "schema": {
            "$ref": "#/components/schemas/Alias"
          },
          "example": "beta"
        }
      ],
      "get": {
        "operationId": "getCanary",
        "tags": [
          "publishing"
        ],
        "summary": "How a canary does",
        "description": "Which version it is, how many percent of the callers get it, and what both versions did since the split\nis what it is. Counted are requests that generate by alias: as answered, or as failed where the version\ncould not be loaded or run. Each isolate adds its counts every few seconds, and what one has not added\nwhen it is thrown away is lost: they compare two versions, and are no bill.\n",
        "responses": {
          "200": {
            "description": "The canary.",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              },
              "Cache-Control": {
                "$ref": "#/components/headers/Cache-Control"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Canary"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/InvalidParameter"
          },
          "404": {
            "description": "No such model or alias, or the alias has no canary.",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              }
            },
            "content": {
              "application/problem+json": {
                "schema": {
                  "allOf": [
                    {
                      "$ref": "#/components/schemas/Problem"
                    },
                    {
                      "properties": {
                        "status": {
                          "const": 404
                        },
                        "code": {
                          "enum": [
                            "model_not_found",
                            "alias_not_found",
                            "canary_not_found"
                          ]
                        }
                      }
                    }
                  ]
                }
              }
            }
          },
          "500": {
            "$ref": "#/components/responses/InternalError"
          },
          "503": {
            "$ref": "#/components/responses/StorageUnavailable"
          }
        }
      },
      "put": {
        "operationId": "putCanary",
        "tags": [
          "publishing"
        ],
        "summary": "Send a share of the callers to another version",
        "description": "Starts a canary, replaces it, or changes its share. A caller always gets the same version of the two, by\na hash of its key's id, or of its address where it has no key; when the share grows, nobody goes back.\nThe version must pass what `putModelAlias` asks of it. Promote it by moving the alias to it.\n",
        "security": [
          {
            "ApiKey": [
              "models:write"
            ]
          }
        ],
        "parameters": [
          {
            "$ref": "#/components/parameters/IfMatchAlias"
          }
        ],
        "requestBody": {
          "required": true,
          "description": "At most 4 KiB.",
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/PutCanaryRequest"
              },
              "example": {
                "digest": "9f6d31ba78b3bb5d285b57ec0687e57cbd34cb6f5f6c7b924ff33c33090f43c8",
                "percent": 10,
                "force": true,
                "reason": "compared before it comes back"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The alias with its canary.",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              },
              "ETag": {
                "$ref": "#/components/headers/ETag"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ModelAlias"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/InvalidBody"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/InsufficientScope"
          },
          "404": {
            "description": "No such model, alias or version.",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              }
            },
            "content": {
              "application/problem+json": {
                "schema": {
                  "allOf": [
                    {
                      "$ref": "#/components/schemas/Problem"
                    },
                    {
                      "properties": {
                        "status": {
                          "const": 404
                        },
                        "code": {
                          "enum": [
                            "model_not_found",
                            "alias_not_found",
                            "version_not_found"
                          ]
                        }
                      }
                    }
                  ]
                }
              }
            }
          },
          "409": {
            "description": "The version is older than the one in its place, or below the alias's quality gate; `failures` names\neach metric with what was expected and what the manifest says.\n",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              }
            },
            "content": {
              "application/problem+json": {
                "schema": {
                  "allOf": [
                    {
                      "$ref": "#/components/schemas/Problem"
                    },
                    {
                      "properties": {
                        "status": {
                          "const": 409
                        },
                        "code": {
                          "enum": [
                            "older_version",
                            "below_quality_gate"
                          ]
                        }
                      }
                    }
                  ]
                },
                "example": {
                  "type": "urn:comfy-edge:problem:below_quality_gate",
                  "title": "The version is below the alias's quality gate",
                  "status": 409,
                  "detail": "expected cas >= 0.85, got 0.8",
                  "code": "below_quality_gate",
                  "pointer": "/digest",
                  "failures": [
                    {
                      "metric": "cas",
                      "rule": "limit",
                      "expected": ">= 0.85",
                      "actual": 0.8
                    }
                  ],
                  "requestId": "5b6ce01c-0f4f-4a1a-9f0e-0b6d3c0a4a52"
                }
              }
            }
          },
          "412": {
            "$ref": "#/components/responses/AliasChanged"
          },
          "413": {
            "$ref": "#/components/responses/PayloadTooLarge"
          },
          "415": {
            "$ref": "#/components/responses/UnsupportedMediaType"
          },
          "422": {
            "description": "Nobody signed the version, its statement has expired, or its publisher was revoked. A new statement\nis sent with `PUT …/versions/{digest}`.\n",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              }
            },
            "content": {
              "application/problem+json": {
                "schema": {
                  "allOf": [
                    {
                      "$ref": "#/components/schemas/Problem"
                    },
                    {
                      "properties": {
                        "status": {
                          "const": 422
                        },
                        "code": {
                          "enum": [
                            "statement_missing",
                            "statement_expired",
                            "publisher_untrusted"
                          ]
                        }
                      }
                    }
                  ]
                }
              }
            }
          },
          "500": {
            "$ref": "#/components/responses/InternalError"
          },
          "503": {
            "$ref": "#/components/responses/StorageUnavailable"
          }
        }
      },
      "delete": {
        "operationId": "deleteCanary",
        "tags": [
          "publishing"
        ],
        "summary": "End a canary",
        "description": "From now on everybody gets what the alias points at.",
        "security": [
          {
            "ApiKey": [
              "models:write"
            ]
          }
        ],
        "parameters": [
          {
            "$ref": "#/components/parameters/IfMatchAlias"
          },
          {
            "$ref": "#/components/parameters/Reason"
          }
        ],
        "responses": {
          "200": {
            "description": "The alias without a canary.",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              },
              "ETag": {
                "$ref": "#/components/headers/ETag"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ModelAlias"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/InvalidParameter"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/InsufficientScope"
          },
          "404": {
            "description": "No such model or alias, or the alias has no canary.",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              }
            },
            "content": {
              "application/problem+json": {
                "schema": {
                  "allOf": [
                    {
                      "$ref": "#/components/schemas/Problem"
                    },
                    {
                      "properties": {
                        "status": {
                          "const": 404
                        },
                        "code": {
                          "enum": [
                            "model_not_found",
                            "alias_not_found",
                            "canary_not_found"
                          ]
                        }
                      }
                    }
                  ]
                }
              }
            }
          },
          "412": {
            "$ref": "#/components/responses/AliasChanged"
          },
          "500": {
            "$ref": "#/components/responses/InternalError"
          },
          "503": {
            "$ref": "#/components/responses/StorageUnavailable"
          }
        }
      }
    },
    "/v1/models/{model}/aliases/{alias}/history": {
      "parameters": [
        {
          "$ref": "#/components/parameters/RequestId"
        },
        {
          "$ref": "#/components/parameters/Model"
        },
        {
          "name": "alias",
          "in": "path",
          "required": true,
          "description": "The alias.",
          "schema": {
            "$ref": "#/components/schemas/Alias"
          },
          "example": "beta"
        }
      ],
      "get": {
        "operationId": "listAliasHistory",
        "tags": [
          "models"
        ],
        "summary": "Where an alias pointed",
        "description": "Every state that the alias had, newest first, page by page. Who changed it, and why, is in the audit log.\n",
        "parameters": [
          {
            "$ref": "#/components/parameters/Limit"
          },
          {
            "$ref": "#/components/parameters/Cursor"
          }
        ],
        "responses": {
          "200": {
            "description": "A page of its history.",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              },
              "Cache-Control": {
                "$ref": "#/components/headers/Cache-Control"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/AliasHistory"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/InvalidParameter"
          },
          "404": {
            "$ref": "#/components/responses/AliasNotFound"
          },
          "500": {
            "$ref": "#/components/responses/InternalError"
          },
          "503": {
            "$ref": "#/components/responses/StorageUnavailable"
          }
        }
      }
    },
    "/v1/models/{model}/aliases/{alias}/rollback": {
      "parameters": [
        {
          "$ref": "#/components/parameters/RequestId"
        },
        {
          "$ref": "#/components/parameters/Model"
        },
        {
          "name": "alias",
          "in": "path",
          "required": true,
          "description": "The alias.",
          "schema": {
            "$ref": "#/components/schemas/Alias"
          },
          "example": "beta"
        }
      ],
      "post": {
        "operationId": "rollBackAlias",
        "tags": [
          "publishing"
        ],
        "summary": "Go back to what an alias served before",
        "description": "Ends the canary, where the alias has one. Otherwise points the alias at the version that it pointed at\nbefore the present one; done again, further back. Versions that were deleted, or whose publisher was\nrevoked, are passed over. Neither the quality gate nor an expiry stands in the way.\n\nSend an `Idempotency-Key`, or `If-Match`, so that a request whose answer was lost can be sent again without\ngoing back twice; with the first, the answer is had again.\n",
        "security": [
          {
            "ApiKey": [
              "models:write"
            ]
          }
        ],
        "parameters": [
          {
            "$ref": "#/components/parameters/IfMatchAlias"
          },
          {
            "$ref": "#/components/parameters/IdempotencyKey"
          },
          {
            "$ref": "#/components/parameters/Prefer"
          }
        ],
        "requestBody": {
          "required": true,
          "description": "At most 4 KiB.",
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/RollBackRequest"
              },
              "example": {
                "reason": "boots look like sandals"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The alias as it is now.",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              },
              "ETag": {
                "$ref": "#/components/headers/ETag"
              },
              "Idempotent-Replayed": {
                "$ref": "#/components/headers/Idempotent-Replayed"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ModelAlias"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/InvalidBody"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/InsufficientScope"
          },
          "404": {
            "$ref": "#/components/responses/AliasNotFound"
          },
          "409": {
            "description": "The alias served nothing before that may still be served; or the first request with this\n`Idempotency-Key` is still being answered.\n",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              },
              "Retry-After": {
                "description": "Seconds to wait; only where the first request is still being answered.",
                "schema": {
                  "type": "string",
                  "pattern": "^[0-9]+$"
                }
              }
            },
            "content": {
              "application/problem+json": {
                "schema": {
                  "allOf": [
                    {
                      "$ref": "#/components/schemas/Problem"
                    },
                    {
                      "properties": {
                        "status": {
                          "const": 409
                        },
                        "code": {
                          "enum": [
                            "rollback_impossible",
                            "idempotency_in_progress"
                          ]
                        }
                      }
                    }
                  ]
                }
              }
            }
          },
          "412": {
            "$ref": "#/components/responses/AliasChanged"
          },
          "413": {
            "$ref": "#/components/responses/PayloadTooLarge"
          },
          "415": {
            "$ref": "#/components/responses/UnsupportedMediaType"
          },
          "422": {
            "$ref": "#/components/responses/IdempotencyMismatch"
          },
          "500": {
            "$ref": "#/components/responses/InternalError"
          },
          "503": {
            "$ref": "#/components/responses/RecordUnavailable"
          }
        }
      }
    },
    "/v1/models/{model}/versions/{digest}/directions": {
      "parameters": [
        {
          "$ref": "#/components/parameters/RequestId"
        },
        {
          "$ref": "#/components/parameters/Model"
        },
        {
          "$ref": "#/components/parameters/VersionDigest"
        }
      ],
      "get": {
        "operationId": "listDirections",
        "tags": [
          "latent"
        ],
        "summary": "See what can be turned",
        "description": "Directions in latent space along which images change in one respect (the length of sleeves, the\nbrightness of the cloth), the one that changes most first: principal components of what the\ngenerator's first layer makes of many latents (GANSpace: Härkönen et al. 2020, arXiv:2004.02546),\nfound when the version was published. Each comes with a strip: the image of `seed` and `class` at\n-3 to 3 standard deviations. Use them as `directions` of `POST /v1/images`, or of a waypoint.\n\nThe list is empty where the version was published without directions. Who may read it is who may\nread images by URL.\n",
        "security": [
          {
            "ApiKey": [
              "images:write"
            ]
          },
          {}
        ],
        "parameters": [
          {
            "name": "class",
            "in": "query",
            "description": "Of the strips, by name or index; the first class when left out.",
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 256
            },
            "example": "sneaker"
          },
          {
            "name": "seed",
            "in": "query",
            "description": "Of the strips.",
            "schema": {
              "type": "integer",
              "minimum": 0,
              "maximum": 4294967295,
              "default": 0
            },
            "example": 42
          },
          {
            "$ref": "#/components/parameters/IfNoneMatch"
          }
        ],
        "responses": {
          "200": {
            "description": "The directions.",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              },
              "Cache-Control": {
                "$ref": "#/components/headers/Cache-Control"
              },
              "ETag": {
                "$ref": "#/components/headers/ETag"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Directions"
                }
              }
            }
          },
          "304": {
            "$ref": "#/components/responses/NotModified"
          },
          "400": {
            "$ref": "#/components/responses/InvalidParameter"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/InsufficientScope"
          },
          "404": {
            "$ref": "#/components/responses/VersionNotFound"
          },
          "422": {
            "$ref": "#/components/responses/UnknownClass"
          },
          "500": {
            "$ref": "#/components/responses/InternalError"
          },
          "503": {
            "$ref": "#/components/responses/ModelUnavailable"
          }
        }
      }
    },
    "/v1/models/{model}/versions/{digest}/exports/{network}/{file}": {
      "parameters": [
        {
          "$ref": "#/components/parameters/RequestId"
        },
        {
          "$ref": "#/components/parameters/Model"
        },
        {
          "$ref": "#/components/parameters/VersionDigest"
        },
        {
          "name": "network",
          "in": "path",
          "required": true,
          "description": "Which of the version's networks.",
          "schema": {
            "type": "string",
            "enum": [
              "generator",
              "encoder"
            ]
          },
          "example": "generator"
        },
        {
          "name": "file",
          "in": "path",
          "required": true,
          "description": "`model.json`, a file of weights that it names, or `model.onnx`; `manifest.json` and\n`model.safetensors` for what was published, byte for byte.\n",
          "schema": {
            "type": "string",
            "pattern": "^(model\\.(json|onnx|safetensors)|manifest\\.json|weights-[1-9][0-9]*of[1-9][0-9]*-[0-9a-f]{16}\\.bin)$"
          },
          "example": "model.json"
        }
      ],
      "get": {
        "operationId": "getModelExport",
        "tags": [
          "models"
        ],
        "summary": "A version to take along",
        "description": "A network of the version as it was published, for whoever makes the images without this service:\n`manifest.json`, whose SHA-256 is the version, and `model.safetensors`, whose SHA-256 the manifest\nsays. `@comfy-edge/sdk/replay` draws with them what the service draws, to the last bit.\n\nAnd as a file that others load by its URL, without any code of ours:\n`tf.loadGraphModel('…/exports/generator/model.json')` in plain TensorFlow.js, which finds the weights\nbeside it, and `model.onnx` in ONNX runtimes. They are written from the version's own weights, so\nevery version has them and they draw what the service draws, but for the last digits of a sum.\n\nThe generator takes `latent` `[batch, latent.size]` of standard normal numbers and, where the\nclasses differ, `class` `[batch]` int32; it gives `image` in [-1, 1], `[batch, height, width,\nchannels]` in TensorFlow.js and `[batch, channels, height, width]` in ONNX. The encoder takes such an\nimage as `image` and gives `posterior`: μ, then log σ².\n\nAny page may ask (CORS). Who may read them is who may read images by address.\n",
        "security": [
          {},
          {
            "ApiKey": [
              "images:write"
            ]
          }
        ],
        "parameters": [
          {
            "$ref": "#/components/parameters/IfNoneMatch"
          }
        ],
        "responses": {
          "200": {
            "description": "The file.",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              },
              "Cache-Control": {
                "$ref": "#/components/headers/Cache-Control"
              },
              "ETag": {
                "$ref": "#/components/headers/ETag"
              },
              "Access-Control-Allow-Origin": {
                "description": "Any page may ask.",
                "required": true,
                "schema": {
                  "type": "string",
                  "const": "*"
                }
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "description": "A TensorFlow.js graph model, or the manifest."
                }
              },
              "application/octet-stream": {
                "schema": {
                  "type": "string",
                  "contentMediaType": "application/octet-stream"
                }
              }
            }
          },
          "304": {
            "$ref": "#/components/responses/NotModified"
          },
          "400": {
            "$ref": "#/components/responses/InvalidParameter"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/InsufficientScope"
          },
          "404": {
            "description": "This model has no such version, or the version no such network or file, or its weights are too\nmany to be written by the service (8 MiB); `parameter` says which.\n",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              }
            },
            "content": {
              "application/problem+json": {
                "schema": {
                  "allOf": [
                    {
                      "$ref": "#/components/schemas/Problem"
                    },
                    {
                      "properties": {
                        "status": {
                          "const": 404
                        },
                        "code": {
                          "enum": [
                            "version_not_found",
                            "export_not_found"
                          ]
                        }
                      }
                    }
                  ]
                },
                "example": {
                  "type": "urn:comfy-edge:problem:export_not_found",
                  "title": "The version has no such export",
                  "status": 404,
                  "detail": "expected one of generator, got \"encoder\"",
                  "code": "export_not_found",
                  "parameter": "network",
                  "requestId": "5b6ce01c-0f4f-4a1a-9f0e-0b6d3c0a4a52"
                }
              }
            }
          },
          "500": {
            "$ref": "#/components/responses/InternalError"
          },
          "503": {
            "$ref": "#/components/responses/ModelUnavailable"
          }
        }
      },
      "options": {
        "operationId": "preflightModelExport",
        "tags": [
          "models"
        ],
        "summary": "May a page ask for a version's files?",
        "description": "What browsers ask before a page sends a key (a CORS preflight,\nhttps://fetch.spec.whatwg.org/#http-cors-protocol). Nothing else is looked at.\n",
        "responses": {
          "204": {
            "description": "Any page may, with these methods and headers.",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              },
              "Access-Control-Allow-Origin": {
                "description": "Any page may ask.",
                "required": true,
                "schema": {
                  "type": "string",
                  "const": "*"
                }
              },
              "Access-Control-Allow-Methods": {
                "description": "The methods there are.",
                "required": true,
                "schema": {
                  "type": "string"
                },
                "example": "GET,HEAD"
              },
              "Access-Control-Allow-Headers": {
                "description": "The headers that a page may set.",
                "required": true,
                "schema": {
                  "type": "string"
                },
                "example": "Authorization,X-Request-Id"
              },
              "Access-Control-Max-Age": {
                "description": "Seconds that this holds.",
                "required": true,
                "schema": {
                  "type": "string",
                  "pattern": "^[0-9]+$"
                }
              }
            }
          }
        }
      }
    },
    "/v1/models/{model}/versions/{digest}/images/{seed}.{format}": {
      "parameters": [
        {
          "$ref": "#/components/parameters/RequestId"
        },
        {
          "$ref": "#/components/parameters/Model"
        },
        {
          "$ref": "#/components/parameters/VersionDigest"
        },
        {
          "$ref": "#/components/parameters/ImageSeed"
        },
        {
          "$ref": "#/components/parameters/ImageFormat"
        },
        {
          "$ref": "#/components/parameters/ImageClass"
        },
        {
          "$ref": "#/components/parameters/ImageTruncation"
        },
        {
          "$ref": "#/components/parameters/ImageSize"
        },
        {
          "$ref": "#/components/parameters/ImageResampling"
        },
        {
          "$ref": "#/components/parameters/ImageQuality"
        }
      ],
      "get": {
        "operationId": "getImage",
        "tags": [
          "images"
        ],
        "summary": "One image by its address",
        "description": "The image of this seed, for `<img src>` and for caches. It can never change, and may be kept for\never; whatever order the parameters come in, it is the same image under the same `ETag`. Where\nthe data centre holds it, or the client does (`If-None-Match`), nothing is generated.\n`Cache-Status` (RFC 9211) says which it was.\n\nMaking images takes a key with the scope `images:write`, unless the deployment opens its images\nto everybody (its variable `PUBLIC_IMAGES`, as `npm start` does): then no key is looked at, and\n`Cache-Control` says `public` instead of `private`.\n",
        "security": [
          {},
          {
            "ApiKey": [
              "images:write"
            ]
          }
        ],
        "parameters": [
          {
            "$ref": "#/components/parameters/IfNoneMatch"
          }
        ],
        "responses": {
          "200": {
            "description": "The image.",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              },
              "Comfy-Seed": {
                "$ref": "#/components/headers/Comfy-Seed"
              },
              "Comfy-Model-Digest": {
                "$ref": "#/components/headers/Comfy-Model-Digest"
              },
              "Comfy-Engine-Id": {
                "$ref": "#/components/headers/Comfy-Engine-Id"
              },
              "Comfy-Class": {
                "$ref": "#/components/headers/Comfy-Class"
              },
              "Server-Timing": {
                "$ref": "#/components/headers/Server-Timing"
              },
              "Comfy-Receipt": {
                "$ref": "#/components/headers/Comfy-Receipt"
              },
              "Cache-Control": {
                "$ref": "#/components/headers/Cache-Control"
              },
              "Cache-Status": {
                "$ref": "#/components/headers/Cache-Status"
              },
              "ETag": {
                "$ref": "#/components/headers/ETag"
              },
              "RateLimit": {
                "$ref": "#/components/headers/RateLimit"
              },
              "RateLimit-Policy": {
                "$ref": "#/components/headers/RateLimit-Policy"
              }
            },
            "content": {
              "image/png": {
                "schema": {
                  "type": "string",
                  "contentMediaType": "image/png"
                }
              },
              "image/webp": {
                "schema": {
                  "type": "string",
                  "contentMediaType": "image/webp"
                }
              },
              "image/jpeg": {
                "schema": {
                  "type": "string",
                  "contentMediaType": "image/jpeg"
                }
              }
            }
          },
          "304": {
            "description": "What `If-None-Match` names is this image; there is no body.",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              },
              "Cache-Control": {
                "$ref": "#/components/headers/Cache-Control"
              },
              "Cache-Status": {
                "$ref": "#/components/headers/Cache-Status"
              },
              "ETag": {
                "$ref": "#/components/headers/ETag"
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/InvalidParameter"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/InsufficientScope"
          },
          "404": {
            "$ref": "#/components/responses/VersionNotFound"
          },
          "422": {
            "description": "The model has no such class, or its images cannot be had in that size; `parameter` says which.\n",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              }
            },
            "content": {
              "application/problem+json": {
                "schema": {
                  "allOf": [
                    {
                      "$ref": "#/components/schemas/Problem"
                    },
                    {
                      "properties": {
                        "status": {
                          "const": 422
                        },
                        "code": {
                          "enum": [
                            "unknown_class",
                            "unsupported_size"
                          ]
                        }
                      }
                    }
                  ]
                },
                "example": {
                  "type": "urn:comfy-edge:problem:unsupported_size",
                  "title": "The images cannot be had in that size",
                  "status": 422,
                  "detail": "expected a multiple of 28 or the resampling \"lanczos\", got 100",
                  "code": "unsupported_size",
                  "parameter": "size",
                  "requestId": "5b6ce01c-0f4f-4a1a-9f0e-0b6d3c0a4a52"
                }
              }
            }
          },
          "429": {
            "$ref": "#/components/responses/TooManyRequests"
          },
          "500": {
            "$ref": "#/components/responses/InternalError"
          },
          "503": {
            "$ref": "#/components/responses/MakingUnavailable"
          }
        }
      }
    },
    "/v1/models/{model}/aliases/{alias}/images/{seed}.{format}": {
      "parameters": [
        {
          "$ref": "#/components/parameters/RequestId"
        },
        {
          "$ref": "#/components/parameters/Model"
        },
        {
          "$ref": "#/components/parameters/ModelAlias"
        },
        {
          "$ref": "#/components/parameters/ImageSeed"
        },
        {
          "$ref": "#/components/parameters/ImageFormat"
        },
        {
          "$ref": "#/components/parameters/ImageClass"
        },
        {
          "$ref": "#/components/parameters/ImageTruncation"
        },
        {
          "$ref": "#/components/parameters/ImageSize"
        },
        {
          "$ref": "#/components/parameters/ImageResampling"
        },
        {
          "$ref": "#/components/parameters/ImageQuality"
        }
      ],
      "get": {
        "operationId": "findImage",
        "tags": [
          "images"
        ],
        "summary": "Where the image of an alias is",
        "description": "Sends the client on to the address of the image under the version that the alias points to now.\nThe parameters are checked first, and go on in their one spelling. Who may ask is as for that\naddress.\n",
        "security": [
          {},
          {
            "ApiKey": [
              "images:write"
            ]
          }
        ],
        "responses": {
          "307": {
            "description": "The image is at `Location`.",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              },
              "Cache-Control": {
                "$ref": "#/components/headers/Cache-Control"
              },
              "Location": {
                "description": "Path and query of the image.",
                "required": true,
                "schema": {
                  "type": "string",
                  "pattern": "^/v1/models/[^/]+/versions/[0-9a-f]{64}/images/"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/InvalidParameter"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/InsufficientScope"
          },
          "404": {
            "description": "No such model or alias.",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              }
            },
            "content": {
              "application/problem+json": {
                "schema": {
                  "allOf": [
                    {
                      "$ref": "#/components/schemas/Problem"
                    },
                    {
                      "properties": {
                        "status": {
                          "const": 404
                        },
                        "code": {
                          "enum": [
                            "model_not_found",
                            "alias_not_found"
                          ]
                        }
                      }
                    }
                  ]
                }
              }
            }
          },
          "500": {
            "$ref": "#/components/responses/InternalError"
          },
          "503": {
            "$ref": "#/components/responses/StorageUnavailable"
          }
        }
      }
    },
    "/v1/publishers": {
      "parameters": [
        {
          "$ref": "#/components/parameters/RequestId"
        }
      ],
      "get": {
        "operationId": "listPublishers",
        "tags": [
          "registry"
        ],
        "summary": "Whose signatures are believed",
        "description": "All publishers, in the order in which they were listed; also those that were revoked.",
        "security": [
          {
            "ApiKey": [
              "admin"
            ]
          }
        ],
        "responses": {
          "200": {
            "description": "The publishers.",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              },
              "Cache-Control": {
                "$ref": "#/components/headers/Cache-Control"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Publishers"
                }
              }
            }
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/InsufficientScope"
          },
          "500": {
            "$ref": "#/components/responses/InternalError"
          },
          "503": {
            "$ref": "#/components/responses/StorageUnavailable"
          }
        }
      },
      "post": {
        "operationId": "addPublisher",
        "tags": [
          "registry"
        ],
        "summary": "Believe a publisher",
        "description": "Lists the public half of an Ed25519 key (RFC 8037), as `npm run new-publisher-key` prints it. Repeating it\nis harmless. To rotate a key, list the new one, publish with it, and revoke the old one.\n",
        "security": [
          {
            "ApiKey": [
              "admin"
            ]
          }
        ],
        "parameters": [
          {
            "$ref": "#/components/parameters/IdempotencyKey"
          },
          {
            "$ref": "#/components/parameters/Prefer"
          }
        ],
        "requestBody": {
          "required": true,
          "description": "At most 4 KiB.",
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/AddPublisherRequest"
              },
              "example": {
                "name": "release pipeline",
                "key": {
                  "kty": "OKP",
                  "crv": "Ed25519",
                  "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The publisher was listed already.",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              },
              "Cache-Control": {
                "$ref": "#/components/headers/Cache-Control"
              },
              "Idempotent-Replayed": {
                "$ref": "#/components/headers/Idempotent-Replayed"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Publisher"
                }
              }
            }
          },
          "201": {
            "description": "The publisher is listed.",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              },
              "Cache-Control": {
                "$ref": "#/components/headers/Cache-Control"
              },
              "Idempotent-Replayed": {
                "$ref": "#/components/headers/Idempotent-Replayed"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Publisher"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/InvalidBody"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/InsufficientScope"
          },
          "409": {
            "$ref": "#/components/responses/IdempotencyInProgress"
          },
          "413": {
            "$ref": "#/components/responses/PayloadTooLarge"
          },
          "415": {
            "$ref": "#/components/responses/UnsupportedMediaType"
          },
          "422": {
            "description": "The key was revoked, and stays so; or the `Idempotency-Key` came with another request before.\n",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              }
            },
            "content": {
              "application/problem+json": {
                "schema": {
                  "allOf": [
                    {
                      "$ref": "#/components/schemas/Problem"
                    },
                    {
                      "properties": {
                        "status": {
                          "const": 422
                        },
                        "code": {
                          "enum": [
                            "publisher_untrusted",
                            "idempotency_mismatch"
                          ]
                        }
                      }
                    }
                  ]
                }
              }
            }
          },
          "500": {
            "$ref": "#/components/responses/InternalError"
          },
          "503": {
            "$ref": "#/components/responses/RecordUnavailable"
          }
        }
      }
    },
    "/v1/publishers/{publisher}": {
      "parameters": [
        {
          "$ref": "#/components/parameters/RequestId"
        }
      ],
      "delete": {
        "operationId": "revokePublisher",
        "tags": [
          "registry"
        ],
        "summary": "Believe a publisher no more",
        "description": "From now on nothing of this publisher's can be published, promoted or rolled back to. What serves goes on\nserving; `serving` says where, so that it can be moved or signed by another.\n",
        "security": [
          {
            "ApiKey": [
              "admin"
            ]
          }
        ],
        "parameters": [
          {
            "name": "publisher",
            "in": "path",
            "required": true,
            "description": "The thumbprint of its key (RFC 7638).",
            "schema": {
              "type": "string",
              "pattern": "^[A-Za-z0-9_-]{43}$"
            },
            "example": "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"
          },
          {
            "$ref": "#/components/parameters/Reason"
          }
        ],
        "responses": {
          "200": {
            "description": "The publisher, revoked.",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              },
              "Cache-Control": {
                "$ref": "#/components/headers/Cache-Control"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/RevokedPublisher"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/InvalidParameter"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/InsufficientScope"
          },
          "404": {
            "description": "No such publisher.",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              }
            },
            "content": {
              "application/problem+json": {
                "schema": {
                  "allOf": [
                    {
                      "$ref": "#/components/schemas/Problem"
                    },
                    {
                      "properties": {
                        "status": {
                          "const": 404
                        },
                        "code": {
                          "const": "publisher_not_found"
                        }
                      }
                    }
                  ]
                }
              }
            }
          },
          "500": {
            "$ref": "#/components/responses/InternalError"
          },
          "503": {
            "$ref": "#/components/responses/StorageUnavailable"
          }
        }
      }
    },
    "/v1/blobs/garbage-collections": {
      "parameters": [
        {
          "$ref": "#/components/parameters/RequestId"
        }
      ],
      "post": {
        "operationId": "collectGarbage",
        "tags": [
          "registry"
        ],
        "summary": "Delete what no version refers to",
        "description": "Looks at a page of the object storage, and deletes the manifests and blobs in it that no version refers to,\nif they were stored longer ago than `graceSeconds`. Pass `nextCursor` as `cursor` to go on. Publishing may\ngo on meanwhile: what a publisher counts on is not collected, and it is told to try again where it comes\ntoo late.\n",
        "security": [
          {
            "ApiKey": [
              "admin"
            ]
          }
        ],
        "parameters": [
          {
            "$ref": "#/components/parameters/IdempotencyKey"
          },
          {
            "$ref": "#/components/parameters/Prefer"
          }
        ],
        "requestBody": {
          "required": true,
          "description": "At most 4 KiB.",
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/CollectGarbageRequest"
              },
              "example": {
                "dryRun": true
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "What was deleted, or would be.",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              },
              "Cache-Control": {
                "$ref": "#/components/headers/Cache-Control"
              },
              "Idempotent-Replayed": {
                "$ref": "#/components/headers/Idempotent-Replayed"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/GarbageCollection"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/InvalidBody"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/InsufficientScope"
          },
          "409": {
            "$ref": "#/components/responses/IdempotencyInProgress"
          },
          "413": {
            "$ref": "#/components/responses/PayloadTooLarge"
          },
          "415": {
            "$ref": "#/components/responses/UnsupportedMediaType"
          },
          "422": {
            "$ref": "#/components/responses/IdempotencyMismatch"
          },
          "500": {
            "$ref": "#/components/responses/InternalError"
          },
          "503": {
            "$ref": "#/components/responses/RecordUnavailable"
          }
        }
      }
    },
    "/v1/audit": {
      "parameters": [
        {
          "$ref": "#/components/parameters/RequestId"
        }
      ],
      "get": {
        "operationId": "listAudit",
        "tags": [
          "registry"
        ],
        "summary": "Who did what, when and why",
        "description": "The audit log, newest first, page by page. Entries are written together with the change that they tell of,\nand can neither be changed nor deleted.\n",
        "security": [
          {
            "ApiKey": [
              "admin"
            ]
          }
        ],
        "parameters": [
          {
            "$ref": "#/components/parameters/Limit"
          },
          {
            "$ref": "#/components/parameters/Cursor"
          },
          {
            "name": "model",
            "in": "query",
            "description": "Only what was done to this model.",
            "schema": {
              "$ref": "#/components/schemas/ModelName"
            }
          },
          {
            "name": "actor",
            "in": "query",
            "description": "Only what was done with this key, by its id.",
            "schema": {
              "type": "string",
              "pattern": "^[A-Za-z0-9]{1,64}$"
            }
          },
          {
            "name": "action",
            "in": "query",
            "description": "Only what is of this kind.",
            "schema": {
              "$ref": "#/components/schemas/AuditAction"
            }
          }
        ],
        "responses": {
          "200": {
            "description": "A page of the log.",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              },
              "Cache-Control": {
                "$ref": "#/components/headers/Cache-Control"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/AuditPage"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/InvalidParameter"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/InsufficientScope"
          },
          "500": {
            "$ref": "#/components/responses/InternalError"
          },
          "503": {
            "$ref": "#/components/responses/StorageUnavailable"
          }
        }
      }
    },
    "/v1/verifications": {
      "post": {
        "operationId": "verify",
        "tags": [
          "receipts"
        ],
        "summary": "Is this image what its receipt says?",
        "description": "Takes an image of this service as the body, or a receipt alone, makes again what the receipt says, and\nanswers with everything that differs: whether pixels were changed, the receipt was edited, or only\nthe file was written anew. Nothing is believed that was not made again. What is made again of a\npicture that was sent to `POST /v1/variations` or `POST /v1/reconstructions` is the answer, from the\nlatent in its receipt; whether the picture had that latent, `POST /v1/encodings` tells whoever has it.\n\nWho may ask is as for `GET /v1/models/{model}/versions/{digest}/images/{seed}.{format}`.\n",
        "security": [
          {},
          {
            "ApiKey": [
              "images:write"
            ]
          }
        ],
        "parameters": [
          {
            "$ref": "#/components/parameters/RequestId"
          }
        ],
        "requestBody": {
          "required": true,
          "description": "An image of at most 4 MiB, or JSON of at most 16 KiB.",
          "content": {
            "image/png": {
              "schema": {
                "type": "string",
                "format": "binary",
                "contentMediaType": "image/png"
              }
            },
            "image/webp": {
              "schema": {
                "type": "string",
                "format": "binary",
                "contentMediaType": "image/webp"
              }
            },
            "image/jpeg": {
              "schema": {
                "type": "string",
                "format": "binary",
                "contentMediaType": "image/jpeg"
              }
            },
            "image/apng": {
              "schema": {
                "type": "string",
                "format": "binary",
                "contentMediaType": "image/apng"
              }
            },
            "image/gif": {
              "schema": {
                "type": "string",
                "format": "binary",
                "contentMediaType": "image/gif"
              }
            },
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/VerificationRequest"
              },
              "examples": {
                "genuine": {
                  "summary": "The receipt of one sneaker",
                  "value": {
                    "receipt": "eyJhbGciOiJub25lIn0.eyJjbGFzcyI6InNuZWFrZXIiLCJkaWdlc3QiOiI5ZjZkMzFiYTc4YjNiYjVkMjg1YjU3ZWMwNjg3ZTU3Y2JkMzRjYjZmNWY2YzdiOTI0ZmYzM2MzMzA5MGY0M2M4IiwiZW5naW5lIjoiOTNhODJlODM2YWY1M2RkYjA2N2QxZGYxZWI0NTM2MjhjM2U2Njc3NTM1NmEyMTMzODdkNThjMTQ0MDhhNDlkYSIsImZvcm1hdCI6InBuZyIsIm1vZGVsIjoiZmFzaGlvbi1tbmlzdCIsIm4iOjEsInBpeGVscyI6ImMyNGU0NDIxZTUxMjdkOWU1ZDZmMTFlNTAwMmM4NmU5MWIwODBlMGM3YzRhMWZhYzlkZjQ3Yjk3OTI0ZGE0ZTAiLCJzZWVkIjo0MiwidHJ1bmNhdGlvbiI6MSwidmVyc2lvbiI6MX0."
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "What was found.",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              },
              "Comfy-Engine-Id": {
                "$ref": "#/components/headers/Comfy-Engine-Id"
              },
              "Server-Timing": {
                "$ref": "#/components/headers/Server-Timing"
              },
              "Cache-Control": {
                "$ref": "#/components/headers/Cache-Control"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Verification"
                },
                "examples": {
                  "genuine": {
                    "value": {
                      "genuine": true,
                      "evidence": "receipt",
                      "signature": "none",
                      "receipt": {
                        "version": 1,
                        "engine": "93a82e836af53ddb067d1df1eb453628c3e66775356a213387d58c14408a49da",
                        "model": "fashion-mnist",
                        "digest": "9f6d31ba78b3bb5d285b57ec0687e57cbd34cb6f5f6c7b924ff33c33090f43c8",
                        "seed": 42,
                        "n": 1,
                        "class": "sneaker",
                        "truncation": 1,
                        "format": "png",
                        "pixels": "c24e4421e5127d9e5d6f11e5002c86e91b080e0c7c4a1fac9df47b97924da4e0"
                      },
                      "differences": []
                    }
                  },
                  "edited": {
                    "value": {
                      "genuine": false,
                      "evidence": "image",
                      "signature": "valid",
                      "receipt": {
                        "version": 1,
                        "engine": "93a82e836af53ddb067d1df1eb453628c3e66775356a213387d58c14408a49da",
                        "model": "fashion-mnist",
                        "digest": "9f6d31ba78b3bb5d285b57ec0687e57cbd34cb6f5f6c7b924ff33c33090f43c8",
                        "seed": 42,
                        "n": 1,
                        "class": "sneaker",
                        "truncation": 1,
                        "format": "png",
                        "pixels": "9c56cc51b374c3ba189210d5b6d4bf57790d351c96c47c02190ecf1e430635ab"
                      },
                      "differences": [
                        {
                          "part": "pixels",
                          "detail": "expected the pixels that the receipt makes, got 12 of 784 others"
                        }
                      ]
                    }
                  }
                }
              }
            }
          },
          "400": {
            "description": "The body is not JSON, or not a receipt's token, or broke off.",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              }
            },
            "content": {
              "application/problem+json": {
                "schema": {
                  "allOf": [
                    {
                      "$ref": "#/components/schemas/Problem"
                    },
                    {
                      "properties": {
                        "status": {
                          "const": 400
                        },
                        "code": {
                          "enum": [
                            "invalid_json",
                            "invalid_request"
                          ]
                        }
                      }
                    }
                  ]
                }
              }
            }
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/InsufficientScope"
          },
          "404": {
            "$ref": "#/components/responses/VersionNotFound"
          },
          "413": {
            "$ref": "#/components/responses/PayloadTooLarge"
          },
          "415": {
            "$ref": "#/components/responses/UnsupportedMediaType"
          },
          "422": {
            "description": "The image carries no receipt, or what it carries is none; the picture cannot be read; or the\nversion cannot have made what the receipt says.\n",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              }
            },
            "content": {
              "application/problem+json": {
                "schema": {
                  "allOf": [
                    {
                      "$ref": "#/components/schemas/Problem"
                    },
                    {
                      "properties": {
                        "status": {
                          "const": 422
                        },
                        "code": {
                          "enum": [
                            "receipt_missing",
                            "receipt_invalid",
                            "image_invalid",
                            "image_unsupported",
                            "image_too_large",
                            "unknown_class",
                            "unknown_direction",
                            "unsupported_size"
                          ]
                        }
                      }
                    }
                  ]
                },
                "example": {
                  "type": "urn:comfy-edge:problem:receipt_missing",
                  "title": "The image carries no receipt",
                  "status": 422,
                  "detail": "expected a png with a receipt, got none",
                  "code": "receipt_missing",
                  "pointer": "",
                  "requestId": "5b6ce01c-0f4f-4a1a-9f0e-0b6d3c0a4a52"
                }
              }
            }
          },
          "500": {
            "$ref": "#/components/responses/InternalError"
          },
          "503": {
            "$ref": "#/components/responses/ModelUnavailable"
          }
        }
      }
    },
    "/v1/usage": {
      "get": {
        "operationId": "getUsage",
        "tags": [
          "service"
        ],
        "summary": "What keys have used",
        "description": "Requests, images, errors and estimated CPU by day (UTC), key and model, the newest day first, page by\npage. Every key may read its own; one with the scope `admin` that of all. Requests that named no model\nthere is are counted without one.\n\nCounts come some thirty seconds late, from the ledgers of the keys. `images` are those that were made:\nan answer of a cache, or a stored one for an `Idempotency-Key`, has none. `errors` are answers of 400\nand above, quotas' refusals among them. `estimatedCpuMs` is not what is billed: a Worker cannot read its\nown CPU time, so it is what the multiplications of the networks that ran take on a processor of ours,\nand the same for the same work. What an instance has not yet reported when the platform ends it, at\nmost a second or so, is missing.\n",
        "security": [
          {
            "ApiKey": []
          }
        ],
        "parameters": [
          {
            "$ref": "#/components/parameters/RequestId"
          },
          {
            "name": "from",
            "in": "query",
            "description": "First day, UTC; by default 29 days before the last. At most 366 days are shown at once.",
            "schema": {
              "type": "string",
              "format": "date"
            },
            "example": "2026-11-01"
          },
          {
            "name": "to",
            "in": "query",
            "description": "Last day, UTC; today by default.",
            "schema": {
              "type": "string",
              "format": "date"
            },
            "example": "2026-11-30"
          },
          {
            "name": "key",
            "in": "query",
            "description": "The id of a key. Others than one's own take the scope `admin`.",
            "schema": {
              "type": "string",
              "pattern": "^[0-9A-Za-z]{1,12}$"
            }
          },
          {
            "name": "model",
            "in": "query",
            "description": "Of this model alone.",
            "schema": {
              "$ref": "#/components/schemas/ModelName"
            },
            "example": "fashion-mnist"
          },
          {
            "name": "limit",
            "in": "query",
            "description": "Rows per page.",
            "schema": {
              "type": "integer",
              "minimum": 1,
              "maximum": 100,
              "default": 20
            },
            "example": 10
          },
          {
            "name": "cursor",
            "in": "query",
            "description": "Where to go on; opaque.",
            "schema": {
              "type": "string",
              "maxLength": 256
            }
          }
        ],
        "responses": {
          "200": {
            "description": "A page of usage.",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              },
              "Cache-Control": {
                "$ref": "#/components/headers/Cache-Control"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/UsagePage"
                },
                "examples": {
                  "month": {
                    "summary": "A month of one key",
                    "value": {
                      "from": "2026-11-01",
                      "to": "2026-11-30",
                      "usage": [
                        {
                          "day": "2026-11-25",
                          "key": "4fzN0qYb7TrK",
                          "model": "fashion-mnist",
                          "requests": 1200,
                          "images": 4800,
                          "errors": 3,
                          "estimatedCpuMs": 12480.5
                        }
                      ]
                    }
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/InvalidParameter"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/InsufficientScope"
          },
          "500": {
            "$ref": "#/components/responses/InternalError"
          },
          "503": {
            "$ref": "#/components/responses/StorageUnavailable"
          }
        }
      }
    },
    "/.well-known/comfy-edge-keys.json": {
      "get": {
        "operationId": "getReceiptKeys",
        "tags": [
          "receipts"
        ],
        "summary": "The keys that sign receipts",
        "description": "A JSON Web Key Set; none where this deployment does not sign. A signature by a key that has retired\ngoes on to be verified as long as the key is listed.\n",
        "parameters": [
          {
            "$ref": "#/components/parameters/RequestId"
          },
          {
            "$ref": "#/components/parameters/IfNoneMatch"
          }
        ],
        "responses": {
          "200": {
            "description": "The keys.",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              },
              "Cache-Control": {
                "$ref": "#/components/headers/Cache-Control"
              },
              "ETag": {
                "$ref": "#/components/headers/ETag"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ReceiptKeys"
                }
              }
            }
          },
          "304": {
            "$ref": "#/components/responses/NotModified"
          },
          "500": {
            "$ref": "#/components/responses/InternalError"
          }
        }
      }
    },
    "/v1/keys": {
      "get": {
        "operationId": "listKeys",
        "tags": [
          "keys"
        ],
        "summary": "List the keys",
        "description": "All keys, also those that were revoked or have expired, the newest first, page by page. Pass\n`nextCursor` of one page as `cursor` of the next; the last page has none. The deployment's own admin\nkey is not among them.\n",
        "security": [
          {
            "ApiKey": [
              "admin"
            ]
          }
        ],
        "parameters": [
          {
            "$ref": "#/components/parameters/RequestId"
          },
          {
            "name": "limit",
            "in": "query",
            "description": "Keys per page.",
            "schema": {
              "type": "integer",
              "minimum": 1,
              "maximum": 100,
              "default": 20
            },
            "example": 1
          },
          {
            "name": "cursor",
            "in": "query",
            "description": "Where to go on; opaque.",
            "schema": {
              "type": "string",
              "maxLength": 128
            }
          }
        ],
        "responses": {
          "200": {
            "description": "A page of keys.",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              },
              "Cache-Control": {
                "$ref": "#/components/headers/Cache-Control"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/KeyPage"
                },
                "example": {
                  "keys": [
                    {
                      "id": "ExampleKey00",
                      "name": "web shop",
                      "scopes": [
                        "images:write"
                      ],
                      "createdBy": "bootstrap",
                      "createdAt": "2026-11-25T12:00:00.000Z",
                      "expiresAt": "2099-12-31T00:00:00.000Z"
                    }
                  ],
                  "nextCursor": "MTc5NTYwODAwMDAwMC5FeGFtcGxlS2V5MDA="
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/InvalidParameter"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/InsufficientScope"
          },
          "500": {
            "$ref": "#/components/responses/InternalError"
          },
          "503": {
            "$ref": "#/components/responses/StorageUnavailable"
          }
        }
      },
      "post": {
        "operationId": "createKey",
        "tags": [
          "keys"
        ],
        "summary": "Make a key",
        "description": "Answers with the key's text, this once: only its SHA-256 is kept. Only keys with the scope `admin` may\nmake keys, so none can give what it lacks.\n\nWith an `Idempotency-Key`, whoever did not hear the answer repeats the request with the same API key, and\ngets the same key. Until then the text is kept for it, encrypted so that it opens with that API key's\ntext alone, which the service does not have either; after 24 hours it is gone. The answer is as the key\nwas made, also where it was revoked since. Without the header, a key whose answer was lost opens nothing\nfor anybody: revoke it, and make another.\n",
        "security": [
          {
            "ApiKey": [
              "admin"
            ]
          }
        ],
        "parameters": [
          {
            "$ref": "#/components/parameters/RequestId"
          },
          {
            "$ref": "#/components/parameters/IdempotencyKey"
          }
        ],
        "requestBody": {
          "required": true,
          "description": "At most 4 KiB.",
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/CreateKeyRequest"
              },
              "example": {
                "name": "web shop",
                "scopes": [
                  "images:write"
                ],
                "expiresAt": "2099-12-31T00:00:00Z"
              }
            }
          }
        },
        "responses": {
          "201": {
            "description": "The key, with its text.",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              },
              "Cache-Control": {
                "$ref": "#/components/headers/Cache-Control"
              },
              "Location": {
                "description": "Where the key is described from now on, without its text.",
                "required": true,
                "schema": {
                  "type": "string",
                  "pattern": "^/v1/keys/[0-9A-Za-z]{12}$"
                }
              },
              "Idempotent-Replayed": {
                "$ref": "#/components/headers/Idempotent-Replayed"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/CreatedKey"
                },
                "example": {
                  "id": "ExampleKey00",
                  "name": "web shop",
                  "scopes": [
                    "images:write"
                  ],
                  "createdBy": "bootstrap",
                  "createdAt": "2026-11-25T12:00:00.000Z",
                  "expiresAt": "2099-12-31T00:00:00.000Z",
                  "key": "cek_ExampleKey00_ThisIsAnExampleAndOpensNothing00000000000000ixllw"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/InvalidBody"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/InsufficientScope"
          },
          "413": {
            "$ref": "#/components/responses/PayloadTooLarge"
          },
          "415": {
            "$ref": "#/components/responses/UnsupportedMediaType"
          },
          "422": {
            "$ref": "#/components/responses/IdempotencyMismatch"
          },
          "500": {
            "$ref": "#/components/responses/InternalError"
          },
          "503": {
            "$ref": "#/components/responses/RecordUnavailable"
          }
        }
      }
    },
    "/v1/keys/{id}": {
      "parameters": [
        {
          "$ref": "#/components/parameters/RequestId"
        },
        {
          "name": "id",
          "in": "path",
          "required": true,
          "description": "The key's id, which is the second part of its text.",
          "schema": {
            "$ref": "#/components/schemas/KeyId"
          },
          "example": "ExampleKey00"
        }
      ],
      "get": {
        "operationId": "getKey",
        "tags": [
          "keys"
        ],
        "summary": "What is known of a key",
        "security": [
          {
            "ApiKey": [
              "admin"
            ]
          }
        ],
        "responses": {
          "200": {
            "description": "The key, without its text.",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              },
              "Cache-Control": {
                "$ref": "#/components/headers/Cache-Control"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Key"
                },
                "example": {
                  "id": "ExampleKey00",
                  "name": "web shop",
                  "scopes": [
                    "images:write"
                  ],
                  "createdBy": "bootstrap",
                  "createdAt": "2026-11-25T12:00:00.000Z",
                  "expiresAt": "2099-12-31T00:00:00.000Z"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/InvalidParameter"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/InsufficientScope"
          },
          "404": {
            "$ref": "#/components/responses/KeyNotFound"
          },
          "500": {
            "$ref": "#/components/responses/InternalError"
          },
          "503": {
            "$ref": "#/components/responses/StorageUnavailable"
          }
        }
      },
      "delete": {
        "operationId": "revokeKey",
        "tags": [
          "keys"
        ],
        "summary": "Revoke a key",
        "description": "From now on no request with this key begins; what it has begun comes to its end. The key stays in the\nlist, as revoked. Repeating the request changes nothing, also not the time.\n",
        "security": [
          {
            "ApiKey": [
              "admin"
            ]
          }
        ],
        "parameters": [
          {
            "$ref": "#/components/parameters/Reason"
          }
        ],
        "responses": {
          "200": {
            "description": "The key is revoked.",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              },
              "Cache-Control": {
                "$ref": "#/components/headers/Cache-Control"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Key"
                },
                "example": {
                  "id": "ExampleKey00",
                  "name": "web shop",
                  "scopes": [
                    "images:write"
                  ],
                  "createdBy": "bootstrap",
                  "createdAt": "2026-11-25T12:00:00.000Z",
                  "expiresAt": "2099-12-31T00:00:00.000Z",
                  "revokedAt": "2026-11-26T08:30:00.000Z"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/InvalidParameter"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/InsufficientScope"
          },
          "404": {
            "$ref": "#/components/responses/KeyNotFound"
          },
          "500": {
            "$ref": "#/components/responses/InternalError"
          },
          "503": {
            "$ref": "#/components/responses/StorageUnavailable"
          }
        }
      }
    },
    "/healthz": {
      "get": {
        "operationId": "getHealth",
        "tags": [
          "service"
        ],
        "summary": "Is the service alive?",
        "description": "Answers 200 wherever the Worker runs, without asking anything else: for load balancers and for uptime.\nWhether it can work, `/readyz` says.\n",
        "parameters": [
          {
            "$ref": "#/components/parameters/RequestId"
          }
        ],
        "responses": {
          "200": {
            "description": "Yes.",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              },
              "Cache-Control": {
                "$ref": "#/components/headers/Cache-Control"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Health"
                },
                "example": {
                  "status": "ok",
                  "engineId": "93a82e836af53ddb067d1df1eb453628c3e66775356a213387d58c14408a49da"
                }
              }
            }
          }
        }
      }
    },
    "/readyz": {
      "get": {
        "operationId": "getReadiness",
        "tags": [
          "service"
        ],
        "summary": "Is the service able to work?",
        "description": "Asks every part that the service is made of, and says of each in which state it is. Ready means that\nall needed parts are `ok` and that no other has `failed`; the default model counts when it is loaded,\nor could be. Five seconds without an answer are a failure.\n\n`determinism` is what the last check of golden images found, which a timer makes every hour:\n`changed` where the runtime no longer makes the bytes that were recorded with the deployment. Such a\nservice still works, so it is ready; what was made before is then not to be had again.\n",
        "parameters": [
          {
            "$ref": "#/components/parameters/RequestId"
          }
        ],
        "responses": {
          "200": {
            "description": "Yes.",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              },
              "Cache-Control": {
                "$ref": "#/components/headers/Cache-Control"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Readiness"
                },
                "example": {
                  "status": "ready",
                  "engineId": "93a82e836af53ddb067d1df1eb453628c3e66775356a213387d58c14408a49da",
                  "deployment": "0b6d1a2e-6a0c-4d2a-9a5e-0c9b6f6a7f10",
                  "parts": [
                    {
                      "name": "object_storage",
                      "state": "ok",
                      "needed": true
                    },
                    {
                      "name": "database",
                      "state": "ok",
                      "needed": true
                    },
                    {
                      "name": "default_model",
                      "state": "ok",
                      "needed": true
                    },
                    {
                      "name": "receipt_keys",
                      "state": "absent",
                      "needed": false
                    }
                  ],
                  "determinism": {
                    "state": "unchanged",
                    "checkedAt": "2026-11-25T20:17:00.000Z"
                  }
                }
              }
            }
          },
          "503": {
            "description": "No: `parts` says which are not `ok`. Try again.\n",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              },
              "Retry-After": {
                "$ref": "#/components/headers/Retry-After"
              }
            },
            "content": {
              "application/problem+json": {
                "schema": {
                  "allOf": [
                    {
                      "$ref": "#/components/schemas/Problem"
                    },
                    {
                      "required": [
                        "parts"
                      ],
                      "properties": {
                        "status": {
                          "const": 503
                        },
                        "code": {
                          "const": "not_ready"
                        },
                        "parts": {
                          "type": "array",
                          "description": "As where the service is ready.",
                          "items": {
                            "$ref": "#/components/schemas/ReadinessPart"
                          }
                        }
                      }
                    }
                  ]
                },
                "example": {
                  "type": "urn:comfy-edge:problem:not_ready",
                  "title": "The service is not able to work",
                  "status": 503,
                  "detail": "expected every needed part to be ok, got default_model failed",
                  "code": "not_ready",
                  "requestId": "0b6d1a2e-6a0c-4d2a-9a5e-0c9b6f6a7f10",
                  "parts": [
                    {
                      "name": "object_storage",
                      "state": "ok",
                      "needed": true
                    },
                    {
                      "name": "database",
                      "state": "ok",
                      "needed": true
                    },
                    {
                      "name": "default_model",
                      "state": "failed",
                      "needed": true
                    },
                    {
                      "name": "receipt_keys",
                      "state": "absent",
                      "needed": false
                    }
                  ]
                }
              }
            }
          }
        }
      }
    },
    "/openapi.json": {
      "get": {
        "operationId": "getOpenapi",
        "tags": [
          "service"
        ],
        "summary": "This document",
        "parameters": [
          {
            "$ref": "#/components/parameters/RequestId"
          },
          {
            "$ref": "#/components/parameters/IfNoneMatch"
          }
        ],
        "responses": {
          "200": {
            "description": "The contract this very deployment was built from, as JSON.",
            "headers": {
              "X-Request-Id": {
                "$ref": "#/components/headers/X-Request-Id"
              },
              "Cache-Control": {
                "$ref": "#/components/headers/Cache-Control"
              },
              "ETag": {
                "$ref": "#/components/headers/ETag"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "openapi",
                    "info",
                    "paths"
                  ],
                  "properties": {
                    "openapi": {
                      "type": "string"
                    },
                    "info": {
                      "type": "object"
                    },
                    "paths": {
                      "type": "object"
                    }
                  }
                }
              }
            }
          },
          "304": {
            "$ref": "#/components/responses/NotModified"
          }
        }
      }
    }
  },
  "components": {
    "securitySchemes": {
      "ApiKey": {
        "type": "http",
        "scheme": "bearer",
        "description": "A random 256-bit key, shown once; the service keeps only its SHA-256. It begins with `cek_` and ends\nwith a checksum, so that scanners find one that leaked. Scopes: `images:write` (generate),\n`datasets:write` (make data sets), `models:write` (publish), `admin` (make and revoke keys, and\neverything else).\n"
      }
    },
    "parameters": {
      "IfNoneMatch": {
        "name": "If-None-Match",
        "in": "header",
        "description": "The `ETag` of an answer that is at hand, such as `\"b1946ac92492d2347c6235b4d2611184\"`, or several:\nwhere it still holds, 304 comes instead of the body.\n",
        "schema": {
          "type": "string"
        }
      },
      "IdempotencyKey": {
        "name": "Idempotency-Key",
        "in": "header",
        "description": "A name of your own for what this request is to do, such as a UUID: 1 to 255 printable ASCII characters,\nwith or without quotes (draft-ietf-httpapi-idempotency-key-header). It belongs to the API key and is\nremembered for 24 hours. Whoever repeats the request with it gets the stored answer, with\n`Idempotent-Replayed: true`, and nothing is made or counted again. Repetitions of a request that is\nstill being answered wait for its answer (`Prefer`), then 409 `idempotency_in_progress` comes.\nAnother request under the same name is refused with 422 `idempotency_mismatch`; what it asks, `Accept`\nand `If-Match` included, must be the same, to the byte but for the boundaries of forms.\n\nAnswers of 400 and above are not stored: the name is free again. A seed that is left open follows from\nthe name, so that an execution which has to be repeated, after a crash, makes the same images. Streams\nare not stored either: each repetition makes, and costs, the same images again; pin the version by\ndigest where the alias may move.\n",
        "schema": {
          "type": "string",
          "pattern": "^(\"[!#-\\[\\]-~ ]{1,255}\"|[!#-\\[\\]-~]{1,255})$"
        }
      },
      "Prefer": {
        "name": "Prefer",
        "in": "header",
        "description": "`wait=<seconds>` (RFC 7240), with an `Idempotency-Key`: how long to wait for the answer of an earlier\nrequest with it that is still under way; ten seconds at most, and by default.\n",
        "schema": {
          "type": "string"
        },
        "example": "wait=5"
      },
      "RequestId": {
        "name": "X-Request-Id",
        "in": "header",
        "description": "An id of your own for this request, 1 to 64 of `A-Z a-z 0-9 . _ -`; anything else is replaced by a\nfresh one. The answer repeats it.\n",
        "schema": {
          "type": "string"
        }
      },
      "Model": {
        "name": "model",
        "in": "path",
        "required": true,
        "description": "The model's name.",
        "schema": {
          "$ref": "#/components/schemas/ModelName"
        },
        "example": "fashion-mnist"
      },
      "VersionDigest": {
        "name": "digest",
        "in": "path",
        "required": true,
        "description": "The SHA-256 of the version's manifest.",
        "schema": {
          "$ref": "#/components/schemas/Digest"
        },
        "example": "9f6d31ba78b3bb5d285b57ec0687e57cbd34cb6f5f6c7b924ff33c33090f43c8"
      },
      "ModelAlias": {
        "name": "alias",
        "in": "path",
        "required": true,
        "description": "The alias, such as `latest`.",
        "schema": {
          "$ref": "#/components/schemas/Alias"
        },
        "example": "latest"
      },
      "Reason": {
        "name": "reason",
        "in": "query",
        "description": "Why, for the audit log.",
        "schema": {
          "type": "string",
          "minLength": 1,
          "maxLength": 500
        }
      },
      "Limit": {
        "name": "limit",
        "in": "query",
        "description": "How many per page.",
        "schema": {
          "type": "integer",
          "minimum": 1,
          "maximum": 100,
          "default": 20
        },
        "example": 10
      },
      "Cursor": {
        "name": "cursor",
        "in": "query",
        "description": "Where to go on, `nextCursor` of the page before; opaque.",
        "schema": {
          "type": "string",
          "maxLength": 128
        }
      },
      "IfMatchAlias": {
        "name": "If-Match",
        "in": "header",
        "description": "The `ETag` of the alias as it was read; without it, whatever it is now is changed.",
        "schema": {
          "type": "string",
          "pattern": "^\"[A-Za-z0-9-]{1,64}\"$"
        }
      },
      "ImageSeed": {
        "name": "seed",
        "in": "path",
        "required": true,
        "description": "The seed, in decimal digits.",
        "schema": {
          "$ref": "#/components/schemas/SeedU32"
        },
        "example": 42
      },
      "ImageFormat": {
        "name": "format",
        "in": "path",
        "required": true,
        "description": "The format of the file.",
        "schema": {
          "type": "string",
          "enum": [
            "png",
            "webp",
            "jpeg"
          ]
        },
        "example": "webp"
      },
      "ImageClass": {
        "name": "class",
        "in": "query",
        "description": "A class by name, or by index where no class is called so; the first one when left out.",
        "schema": {
          "type": "string",
          "minLength": 1,
          "maxLength": 256
        },
        "example": "sneaker"
      },
      "ImageTruncation": {
        "name": "truncation",
        "in": "query",
        "description": "As in `POST /v1/images`; in decimal digits.",
        "schema": {
          "type": "number",
          "minimum": 0,
          "maximum": 1,
          "default": 1
        },
        "example": 0.8
      },
      "ImageSize": {
        "name": "size",
        "in": "query",
        "description": "As in `POST /v1/images`.",
        "schema": {
          "$ref": "#/components/schemas/ImageSize"
        },
        "example": 224
      },
      "ImageResampling": {
        "name": "resampling",
        "in": "query",
        "description": "As in `POST /v1/images`.",
        "schema": {
          "$ref": "#/components/schemas/Resampling"
        },
        "example": "nearest"
      },
      "ImageQuality": {
        "name": "quality",
        "in": "query",
        "description": "As in `POST /v1/images`.",
        "schema": {
          "$ref": "#/components/schemas/Quality"
        },
        "example": 80
      }
    },
    "headers": {
      "X-Request-Id": {
        "description": "Names this request in the service's logs.",
        "required": true,
        "schema": {
          "type": "string",
          "pattern": "^[A-Za-z0-9._-]{1,64}$"
        }
      },
      "Comfy-Seed": {
        "description": "The seed of image 0, given or drawn.",
        "required": true,
        "schema": {
          "type": "string",
          "pattern": "^[0-9]{1,10}$"
        },
        "example": "42"
      },
      "Comfy-Model-Digest": {
        "description": "The version that made the images.",
        "required": true,
        "schema": {
          "$ref": "#/components/schemas/Digest"
        }
      },
      "Comfy-Engine-Id": {
        "description": "The engine that made the images; another engine may round differently.",
        "required": true,
        "schema": {
          "type": "string",
          "pattern": "^[A-Za-z0-9._-]+$"
        }
      },
      "Comfy-Class": {
        "description": "The name of the class where all images are of one; absent for a batch over several.\n",
        "schema": {
          "type": "string",
          "pattern": "^[a-z0-9-]+$"
        },
        "example": "sneaker"
      },
      "Comfy-Receipt": {
        "description": "The file's receipt as a JSON Web Signature (RFC 7515) in compact form: its payload is a `Receipt` in\ncanonical JSON, its key one of `/.well-known/comfy-edge-keys.json`. A deployment without a key sends\nunsecured ones (`alg` is `none`). Absent in answers of JSON, where every image has its own.\n",
        "schema": {
          "$ref": "#/components/schemas/ReceiptToken"
        }
      },
      "Server-Timing": {
        "description": "Milliseconds for `cache` (images by address), `model` (resolve, and load where not cached),\n`generate` and `encode`. On\nCloudflare the clock stands still between I/O, so pure computation reads as 0 there; locally the\nfigures are real.\n",
        "required": true,
        "schema": {
          "type": "string"
        },
        "example": "model;dur=0.4, generate;dur=3.1, encode;dur=0.6"
      },
      "Cache-Control": {
        "description": "`public, max-age=31536000, immutable` where the answer can never change (`private` where it needs\na key), `no-cache` where it is to be asked for again, `no-store` otherwise.\n",
        "required": true,
        "schema": {
          "type": "string",
          "enum": [
            "public, max-age=31536000, immutable",
            "private, max-age=31536000, immutable",
            "no-cache",
            "no-store"
          ]
        }
      },
      "Cache-Status": {
        "description": "Where the image came from (RFC 9211): `hit`, also where the client's own copy is the image\n(`detail=not-modified`), or made for this request and stored.\n",
        "required": true,
        "schema": {
          "type": "string",
          "pattern": "^comfy-edge; "
        },
        "example": "comfy-edge; hit"
      },
      "ETag": {
        "description": "A strong entity tag.",
        "required": true,
        "schema": {
          "type": "string",
          "pattern": "^\"[^\"]+\"$"
        }
      },
      "VaryAccept": {
        "description": "The answer depends on `Accept`, and on `Origin` where the deployment lists pages.",
        "required": true,
        "schema": {
          "type": "string",
          "enum": [
            "Accept",
            "Accept, Origin"
          ]
        }
      },
      "ETagOfImmutable": {
        "description": "Strong; only where the answer is immutable.",
        "schema": {
          "type": "string",
          "pattern": "^\"[0-9a-f]{64}\"$"
        }
      },
      "WWW-Authenticate": {
        "description": "What is needed, after RFC 6750.",
        "required": true,
        "schema": {
          "type": "string",
          "pattern": "^Bearer "
        }
      },
      "RateLimit": {
        "description": "What is left of each quota of the key and when it begins anew, in seconds\n(draft-ietf-httpapi-ratelimit-headers). Absent where the key has no quotas, and where nothing was\ncounted.\n",
        "schema": {
          "type": "string",
          "pattern": "^\"[a-z-]+\";r=[0-9]+;t=[0-9]+(, \"[a-z-]+\";r=[0-9]+;t=[0-9]+)*$"
        },
        "example": "\"images-minute\";r=599;t=42, \"images-day\";r=99999;t=50000"
      },
      "RateLimit-Policy": {
        "description": "The quotas of the key: how much (`q`) in how many seconds (`w`) of which unit (`qu`: `images`, or\n`cpu-ms`, estimated milliseconds of CPU). Windows are fixed, and begin at full minutes and days of UTC.\n",
        "schema": {
          "type": "string",
          "pattern": "^\"[a-z-]+\";q=[0-9]+;w=[0-9]+;qu=\"[a-z-]+\"(, \"[a-z-]+\";q=[0-9]+;w=[0-9]+;qu=\"[a-z-]+\")*$"
        },
        "example": "\"images-minute\";q=600;w=60;qu=\"images\", \"images-day\";q=100000;w=86400;qu=\"images\""
      },
      "Idempotent-Replayed": {
        "description": "The answer is that of an earlier request with the same `Idempotency-Key`.",
        "schema": {
          "type": "string",
          "const": "true"
        }
      },
      "Retry-After": {
        "description": "Seconds to wait before trying again.",
        "required": true,
        "schema": {
          "type": "string",
          "pattern": "^[0-9]+$"
        }
      }
    },
    "responses": {
      "NotModified": {
        "description": "What `If-None-Match` names still holds; there is no body.",
        "headers": {
          "X-Request-Id": {
            "$ref": "#/components/headers/X-Request-Id"
          },
          "Cache-Control": {
            "$ref": "#/components/headers/Cache-Control"
          },
          "ETag": {
            "$ref": "#/components/headers/ETag"
          }
        }
      },
      "InvalidParameter": {
        "description": "A parameter is wrong; `parameter` says which.",
        "headers": {
          "X-Request-Id": {
            "$ref": "#/components/headers/X-Request-Id"
          }
        },
        "content": {
          "application/problem+json": {
            "schema": {
              "allOf": [
                {
                  "$ref": "#/components/schemas/Problem"
                },
                {
                  "properties": {
                    "status": {
                      "const": 400
                    },
                    "code": {
                      "const": "invalid_request"
                    }
                  }
                }
              ]
            },
            "example": {
              "type": "urn:comfy-edge:problem:invalid_request",
              "title": "The request is invalid",
              "status": 400,
              "detail": "expected 64 lower-case hexadecimal digits, got \"latest\"",
              "code": "invalid_request",
              "parameter": "digest",
              "requestId": "5b6ce01c-0f4f-4a1a-9f0e-0b6d3c0a4a52"
            }
          }
        }
      },
      "InvalidBody": {
        "description": "The body is not JSON, or a field is wrong. `pointer` says which.",
        "headers": {
          "X-Request-Id": {
            "$ref": "#/components/headers/X-Request-Id"
          }
        },
        "content": {
          "application/problem+json": {
            "schema": {
              "allOf": [
                {
                  "$ref": "#/components/schemas/Problem"
                },
                {
                  "properties": {
                    "status": {
                      "const": 400
                    },
                    "code": {
                      "enum": [
                        "invalid_json",
                        "invalid_request"
                      ]
                    }
                  }
                }
              ]
            },
            "example": {
              "type": "urn:comfy-edge:problem:invalid_request",
              "title": "The request is invalid",
              "status": 400,
              "detail": "expected 2 to 16 waypoints, got [{\"seed\":1}]",
              "code": "invalid_request",
              "pointer": "/waypoints",
              "requestId": "5b6ce01c-0f4f-4a1a-9f0e-0b6d3c0a4a52"
            }
          }
        }
      },
      "ReferenceNotFound": {
        "description": "No such model, alias or version. `pointer` says which field.",
        "headers": {
          "X-Request-Id": {
            "$ref": "#/components/headers/X-Request-Id"
          }
        },
        "content": {
          "application/problem+json": {
            "schema": {
              "allOf": [
                {
                  "$ref": "#/components/schemas/Problem"
                },
                {
                  "properties": {
                    "status": {
                      "const": 404
                    },
                    "code": {
                      "enum": [
                        "model_not_found",
                        "alias_not_found",
                        "version_not_found"
                      ]
                    }
                  }
                }
              ]
            }
          }
        }
      },
      "NotAcceptable": {
        "description": "`Accept` allows none of the media types above; `detail` lists them.",
        "headers": {
          "X-Request-Id": {
            "$ref": "#/components/headers/X-Request-Id"
          }
        },
        "content": {
          "application/problem+json": {
            "schema": {
              "allOf": [
                {
                  "$ref": "#/components/schemas/Problem"
                },
                {
                  "properties": {
                    "status": {
                      "const": 406
                    },
                    "code": {
                      "const": "not_acceptable"
                    }
                  }
                }
              ]
            }
          }
        }
      },
      "PictureRefused": {
        "description": "The picture is none, of a kind that is not taken or too large, or the version has no encoder;\nor the `Idempotency-Key` came with another request before.\n",
        "headers": {
          "X-Request-Id": {
            "$ref": "#/components/headers/X-Request-Id"
          }
        },
        "content": {
          "application/problem+json": {
            "schema": {
              "allOf": [
                {
                  "$ref": "#/components/schemas/Problem"
                },
                {
                  "properties": {
                    "status": {
                      "const": 422
                    },
                    "code": {
                      "enum": [
                        "encoder_missing",
                        "image_invalid",
                        "image_unsupported",
                        "image_too_large",
                        "idempotency_mismatch"
                      ]
                    }
                  }
                }
              ]
            },
            "example": {
              "type": "urn:comfy-edge:problem:image_unsupported",
              "title": "The image is of a kind that is not taken",
              "status": 422,
              "detail": "expected a grey or colour JPEG, got 4 components (CMYK)",
              "code": "image_unsupported",
              "pointer": "/image",
              "requestId": "5b6ce01c-0f4f-4a1a-9f0e-0b6d3c0a4a52"
            }
          }
        }
      },
      "PictureOrClassRefused": {
        "description": "The picture is none, of a kind that is not taken or too large, the version has no encoder, the\nmodel has no such class, or its images cannot be had in that size; or the `Idempotency-Key` came with\nanother request before.\n",
        "headers": {
          "X-Request-Id": {
            "$ref": "#/components/headers/X-Request-Id"
          }
        },
        "content": {
          "application/problem+json": {
            "schema": {
              "allOf": [
                {
                  "$ref": "#/components/schemas/Problem"
                },
                {
                  "properties": {
                    "status": {
                      "const": 422
                    },
                    "code": {
                      "enum": [
                        "encoder_missing",
                        "image_invalid",
                        "image_unsupported",
                        "image_too_large",
                        "unknown_class",
                        "unsupported_size",
                        "idempotency_mismatch"
                      ]
                    }
                  }
                }
              ]
            },
            "example": {
              "type": "urn:comfy-edge:problem:image_unsupported",
              "title": "The image is of a kind that is not taken",
              "status": 422,
              "detail": "expected a grey or colour JPEG, got 4 components (CMYK)",
              "code": "image_unsupported",
              "pointer": "/image",
              "requestId": "5b6ce01c-0f4f-4a1a-9f0e-0b6d3c0a4a52"
            }
          }
        }
      },
      "NotInTheModel": {
        "description": "The model exists but has no such class, publishes no such direction, or its images cannot be had in\nthat size; `detail` says what there is. Or the `Idempotency-Key` came with another request before.\n",
        "headers": {
          "X-Request-Id": {
            "$ref": "#/components/headers/X-Request-Id"
          }
        },
        "content": {
          "application/problem+json": {
            "schema": {
              "allOf": [
                {
                  "$ref": "#/components/schemas/Problem"
                },
                {
                  "properties": {
                    "status": {
                      "const": 422
                    },
                    "code": {
                      "enum": [
                        "unknown_class",
                        "unknown_direction",
                        "unsupported_size",
                        "idempotency_mismatch"
                      ]
                    }
                  }
                }
              ]
            }
          }
        }
      },
      "UnknownClass": {
        "description": "The model exists but has no such class; `detail` names those there are.",
        "headers": {
          "X-Request-Id": {
            "$ref": "#/components/headers/X-Request-Id"
          }
        },
        "content": {
          "application/problem+json": {
            "schema": {
              "allOf": [
                {
                  "$ref": "#/components/schemas/Problem"
                },
                {
                  "properties": {
                    "status": {
                      "const": 422
                    },
                    "code": {
                      "const": "unknown_class"
                    }
                  }
                }
              ]
            }
          }
        }
      },
      "Unauthenticated": {
        "description": "No valid key was sent: none at all, text that is none, one that nobody knows (`unauthenticated`), one\nthat was revoked (`key_revoked`) or one whose time is over (`key_expired`).\n",
        "headers": {
          "X-Request-Id": {
            "$ref": "#/components/headers/X-Request-Id"
          },
          "WWW-Authenticate": {
            "$ref": "#/components/headers/WWW-Authenticate"
          }
        },
        "content": {
          "application/problem+json": {
            "schema": {
              "allOf": [
                {
                  "$ref": "#/components/schemas/Problem"
                },
                {
                  "properties": {
                    "status": {
                      "const": 401
                    },
                    "code": {
                      "enum": [
                        "unauthenticated",
                        "key_revoked",
                        "key_expired"
                      ]
                    }
                  }
                }
              ]
            },
            "example": {
              "type": "urn:comfy-edge:problem:unauthenticated",
              "title": "A valid API key is needed",
              "status": 401,
              "detail": "expected \"Authorization: Bearer <key>\", got no Authorization header",
              "code": "unauthenticated",
              "parameter": "Authorization",
              "requestId": "5b6ce01c-0f4f-4a1a-9f0e-0b6d3c0a4a52"
            }
          }
        }
      },
      "InsufficientScope": {
        "description": "The key is valid but lacks the scope; `detail` names it.",
        "headers": {
          "X-Request-Id": {
            "$ref": "#/components/headers/X-Request-Id"
          },
          "WWW-Authenticate": {
            "$ref": "#/components/headers/WWW-Authenticate"
          }
        },
        "content": {
          "application/problem+json": {
            "schema": {
              "allOf": [
                {
                  "$ref": "#/components/schemas/Problem"
                },
                {
                  "properties": {
                    "status": {
                      "const": 403
                    },
                    "code": {
                      "const": "insufficient_scope"
                    }
                  }
                }
              ]
            },
            "example": {
              "type": "urn:comfy-edge:problem:insufficient_scope",
              "title": "The API key lacks a scope",
              "status": 403,
              "detail": "expected a key with scope models:write, got one with images:write",
              "code": "insufficient_scope",
              "parameter": "Authorization",
              "requestId": "5b6ce01c-0f4f-4a1a-9f0e-0b6d3c0a4a52"
            }
          }
        }
      },
      "KeyNotFound": {
        "description": "No key has this id.",
        "headers": {
          "X-Request-Id": {
            "$ref": "#/components/headers/X-Request-Id"
          }
        },
        "content": {
          "application/problem+json": {
            "schema": {
              "allOf": [
                {
                  "$ref": "#/components/schemas/Problem"
                },
                {
                  "properties": {
                    "status": {
                      "const": 404
                    },
                    "code": {
                      "const": "key_not_found"
                    }
                  }
                }
              ]
            }
          }
        }
      },
      "ModelNotFound": {
        "description": "No such model.",
        "headers": {
          "X-Request-Id": {
            "$ref": "#/components/headers/X-Request-Id"
          }
        },
        "content": {
          "application/problem+json": {
            "schema": {
              "allOf": [
                {
                  "$ref": "#/components/schemas/Problem"
                },
                {
                  "properties": {
                    "status": {
                      "const": 404
                    },
                    "code": {
                      "const": "model_not_found"
                    }
                  }
                }
              ]
            }
          }
        }
      },
      "AliasNotFound": {
        "description": "No such model or alias.",
        "headers": {
          "X-Request-Id": {
            "$ref": "#/components/headers/X-Request-Id"
          }
        },
        "content": {
          "application/problem+json": {
            "schema": {
              "allOf": [
                {
                  "$ref": "#/components/schemas/Problem"
                },
                {
                  "properties": {
                    "status": {
                      "const": 404
                    },
                    "code": {
                      "enum": [
                        "model_not_found",
                        "alias_not_found"
                      ]
                    }
                  }
                }
              ]
            }
          }
        }
      },
      "AliasChanged": {
        "description": "The alias is not what the condition says; read it again.",
        "headers": {
          "X-Request-Id": {
            "$ref": "#/components/headers/X-Request-Id"
          }
        },
        "content": {
          "application/problem+json": {
            "schema": {
              "allOf": [
                {
                  "$ref": "#/components/schemas/Problem"
                },
                {
                  "properties": {
                    "status": {
                      "const": 412
                    },
                    "code": {
                      "const": "precondition_failed"
                    }
                  }
                }
              ]
            }
          }
        }
      },
      "VersionNotFound": {
        "description": "This model has no such version.",
        "headers": {
          "X-Request-Id": {
            "$ref": "#/components/headers/X-Request-Id"
          }
        },
        "content": {
          "application/problem+json": {
            "schema": {
              "allOf": [
                {
                  "$ref": "#/components/schemas/Problem"
                },
                {
                  "properties": {
                    "status": {
                      "const": 404
                    },
                    "code": {
                      "const": "version_not_found"
                    }
                  }
                }
              ]
            }
          }
        }
      },
      "PayloadTooLarge": {
        "description": "The body is larger than this operation takes. It was not read to its end.",
        "headers": {
          "X-Request-Id": {
            "$ref": "#/components/headers/X-Request-Id"
          }
        },
        "content": {
          "application/problem+json": {
            "schema": {
              "allOf": [
                {
                  "$ref": "#/components/schemas/Problem"
                },
                {
                  "properties": {
                    "status": {
                      "const": 413
                    },
                    "code": {
                      "const": "payload_too_large"
                    }
                  }
                }
              ]
            },
            "example": {
              "type": "urn:comfy-edge:problem:payload_too_large",
              "title": "The body is too large",
              "status": 413,
              "detail": "expected at most 16384 bytes, got 20000",
              "code": "payload_too_large",
              "requestId": "5b6ce01c-0f4f-4a1a-9f0e-0b6d3c0a4a52"
            }
          }
        }
      },
      "UnsupportedMediaType": {
        "description": "The body's `Content-Type` is not what this operation takes, or the body has a `Content-Encoding`:\nnone is taken, as `Accept-Encoding` then says.\n",
        "headers": {
          "X-Request-Id": {
            "$ref": "#/components/headers/X-Request-Id"
          },
          "Accept-Encoding": {
            "description": "`identity`; only where the body was encoded.",
            "schema": {
              "type": "string",
              "const": "identity"
            }
          }
        },
        "content": {
          "application/problem+json": {
            "schema": {
              "allOf": [
                {
                  "$ref": "#/components/schemas/Problem"
                },
                {
                  "properties": {
                    "status": {
                      "const": 415
                    },
                    "code": {
                      "const": "unsupported_media_type"
                    }
                  }
                }
              ]
            },
            "example": {
              "type": "urn:comfy-edge:problem:unsupported_media_type",
              "title": "The body has the wrong media type",
              "status": 415,
              "detail": "expected Content-Type application/json, got \"text/plain\"",
              "code": "unsupported_media_type",
              "parameter": "Content-Type",
              "requestId": "5b6ce01c-0f4f-4a1a-9f0e-0b6d3c0a4a52"
            }
          }
        }
      },
      "InternalError": {
        "description": "A defect of the service or its configuration. The log has more, under the request's id.",
        "headers": {
          "X-Request-Id": {
            "$ref": "#/components/headers/X-Request-Id"
          }
        },
        "content": {
          "application/problem+json": {
            "schema": {
              "allOf": [
                {
                  "$ref": "#/components/schemas/Problem"
                },
                {
                  "properties": {
                    "status": {
                      "const": 500
                    },
                    "code": {
                      "const": "internal_error"
                    }
                  }
                }
              ]
            }
          }
        }
      },
      "StorageUnavailable": {
        "description": "The object storage or the database does not answer. Try again.",
        "headers": {
          "X-Request-Id": {
            "$ref": "#/components/headers/X-Request-Id"
          },
          "Retry-After": {
            "$ref": "#/components/headers/Retry-After"
          }
        },
        "content": {
          "application/problem+json": {
            "schema": {
              "allOf": [
                {
                  "$ref": "#/components/schemas/Problem"
                },
                {
                  "properties": {
                    "status": {
                      "const": 503
                    },
                    "code": {
                      "const": "storage_unavailable"
                    }
                  }
                }
              ]
            }
          }
        }
      },
      "StorageBusy": {
        "description": "The storage does not answer, or a garbage collection is just deleting what was stored under that name.\nTry again.\n",
        "headers": {
          "X-Request-Id": {
            "$ref": "#/components/headers/X-Request-Id"
          },
          "Retry-After": {
            "$ref": "#/components/headers/Retry-After"
          }
        },
        "content": {
          "application/problem+json": {
            "schema": {
              "allOf": [
                {
                  "$ref": "#/components/schemas/Problem"
                },
                {
                  "properties": {
                    "status": {
                      "const": 503
                    },
                    "code": {
                      "enum": [
                        "storage_unavailable",
                        "object_in_collection"
                      ]
                    }
                  }
                }
              ]
            }
          }
        }
      },
      "ModelUnavailable": {
        "description": "The stored version does not pass its own check (its bytes do not hash to their name), or the object\nstorage does not answer. Nothing of it is kept: the next request tries again.\n",
        "headers": {
          "X-Request-Id": {
            "$ref": "#/components/headers/X-Request-Id"
          },
          "Retry-After": {
            "$ref": "#/components/headers/Retry-After"
          }
        },
        "content": {
          "application/problem+json": {
            "schema": {
              "allOf": [
                {
                  "$ref": "#/components/schemas/Problem"
                },
                {
                  "properties": {
                    "status": {
                      "const": 503
                    },
                    "code": {
                      "enum": [
                        "model_unavailable",
                        "storage_unavailable"
                      ]
                    }
                  }
                }
              ]
            },
            "example": {
              "type": "urn:comfy-edge:problem:model_unavailable",
              "title": "The model cannot be used at the moment",
              "status": 503,
              "detail": "expected version 9f6d31ba78b3bb5d285b57ec0687e57cbd34cb6f5f6c7b924ff33c33090f43c8 of model \"fashion-mnist\" to pass its integrity check, got a failure; try again",
              "code": "model_unavailable",
              "requestId": "5b6ce01c-0f4f-4a1a-9f0e-0b6d3c0a4a52"
            }
          }
        }
      },
      "IdempotencyMismatch": {
        "description": "The `Idempotency-Key` came with another request before.",
        "headers": {
          "X-Request-Id": {
            "$ref": "#/components/headers/X-Request-Id"
          }
        },
        "content": {
          "application/problem+json": {
            "schema": {
              "allOf": [
                {
                  "$ref": "#/components/schemas/Problem"
                },
                {
                  "properties": {
                    "status": {
                      "const": 422
                    },
                    "code": {
                      "const": "idempotency_mismatch"
                    }
                  }
                }
              ]
            },
            "example": {
              "type": "urn:comfy-edge:problem:idempotency_mismatch",
              "title": "The Idempotency-Key came with another request",
              "status": 422,
              "detail": "expected the request that this Idempotency-Key came with first, got another one",
              "code": "idempotency_mismatch",
              "parameter": "Idempotency-Key",
              "requestId": "5b6ce01c-0f4f-4a1a-9f0e-0b6d3c0a4a52"
            }
          }
        }
      },
      "RecordUnavailable": {
        "description": "The object storage, the database, or the ledger with the key's `Idempotency-Key`s does not answer. Try\nagain.\n",
        "headers": {
          "X-Request-Id": {
            "$ref": "#/components/headers/X-Request-Id"
          },
          "Retry-After": {
            "$ref": "#/components/headers/Retry-After"
          }
        },
        "content": {
          "application/problem+json": {
            "schema": {
              "allOf": [
                {
                  "$ref": "#/components/schemas/Problem"
                },
                {
                  "properties": {
                    "status": {
                      "const": 503
                    },
                    "code": {
                      "enum": [
                        "storage_unavailable",
                        "ledger_unavailable"
                      ]
                    }
                  }
                }
              ]
            },
            "example": {
              "type": "urn:comfy-edge:problem:ledger_unavailable",
              "title": "The ledger of the API key does not answer",
              "status": 503,
              "detail": "expected the key's ledger to answer, got a failure; try again",
              "code": "ledger_unavailable",
              "requestId": "5b6ce01c-0f4f-4a1a-9f0e-0b6d3c0a4a52"
            }
          }
        }
      },
      "IdempotencyInProgress": {
        "description": "The first request with this `Idempotency-Key` is still being answered. Try again.",
        "headers": {
          "X-Request-Id": {
            "$ref": "#/components/headers/X-Request-Id"
          },
          "Retry-After": {
            "$ref": "#/components/headers/Retry-After"
          }
        },
        "content": {
          "application/problem+json": {
            "schema": {
              "allOf": [
                {
                  "$ref": "#/components/schemas/Problem"
                },
                {
                  "properties": {
                    "status": {
                      "const": 409
                    },
                    "code": {
                      "const": "idempotency_in_progress"
                    }
                  }
                }
              ]
            },
            "example": {
              "type": "urn:comfy-edge:problem:idempotency_in_progress",
              "title": "The first request is still being answered",
              "status": 409,
              "detail": "expected the first request with this Idempotency-Key to be answered, got one under way; try again",
              "code": "idempotency_in_progress",
              "parameter": "Idempotency-Key",
              "requestId": "5b6ce01c-0f4f-4a1a-9f0e-0b6d3c0a4a52"
            }
          }
        }
      },
      "TooManyRequests": {
        "description": "A quota of the key is used up (`quota_exceeded`), or too many requests came from one address\n(`too_many_requests`).\n",
        "headers": {
          "X-Request-Id": {
            "$ref": "#/components/headers/X-Request-Id"
          },
          "Retry-After": {
            "$ref": "#/components/headers/Retry-After"
          },
          "RateLimit": {
            "$ref": "#/components/headers/RateLimit"
          },
          "RateLimit-Policy": {
            "$ref": "#/components/headers/RateLimit-Policy"
          }
        },
        "content": {
          "application/problem+json": {
            "schema": {
              "allOf": [
                {
                  "$ref": "#/components/schemas/Problem"
                },
                {
                  "properties": {
                    "status": {
                      "const": 429
                    },
                    "code": {
                      "enum": [
                        "quota_exceeded",
                        "too_many_requests"
                      ]
                    }
                  }
                }
              ]
            },
            "example": {
              "type": "urn:comfy-edge:problem:quota_exceeded",
              "title": "A quota of the API key is used up",
              "status": 429,
              "detail": "expected at most 600 images a minute, got 16 with 12 left",
              "code": "quota_exceeded",
              "requestId": "5b6ce01c-0f4f-4a1a-9f0e-0b6d3c0a4a52"
            }
          }
        }
      },
      "Flooded": {
        "description": "Too many requests came from one address.",
        "headers": {
          "X-Request-Id": {
            "$ref": "#/components/headers/X-Request-Id"
          },
          "Retry-After": {
            "$ref": "#/components/headers/Retry-After"
          }
        },
        "content": {
          "application/problem+json": {
            "schema": {
              "allOf": [
                {
                  "$ref": "#/components/schemas/Problem"
                },
                {
                  "properties": {
                    "status": {
                      "const": 429
                    },
                    "code": {
                      "const": "too_many_requests"
                    }
                  }
                }
              ]
            },
            "example": {
              "type": "urn:comfy-edge:problem:too_many_requests",
              "title": "Too many requests came from this address",
              "status": 429,
              "detail": "expected fewer requests from one address, got too many; try again in 10 seconds",
              "code": "too_many_requests",
              "requestId": "5b6ce01c-0f4f-4a1a-9f0e-0b6d3c0a4a52"
            }
          }
        }
      },
      "MakingUnavailable": {
        "description": "The stored version does not pass its own check (its bytes do not hash to their name), the object\nstorage or the key's ledger does not answer, or the instance has too much to do. Nothing of it is\nkept: the next request tries again.\n",
        "headers": {
          "X-Request-Id": {
            "$ref": "#/components/headers/X-Request-Id"
          },
          "Retry-After": {
            "$ref": "#/components/headers/Retry-After"
          }
        },
        "content": {
          "application/problem+json": {
            "schema": {
              "allOf": [
                {
                  "$ref": "#/components/schemas/Problem"
                },
                {
                  "properties": {
                    "status": {
                      "const": 503
                    },
                    "code": {
                      "enum": [
                        "model_unavailable",
                        "storage_unavailable",
                        "ledger_unavailable",
                        "overloaded"
                      ]
                    }
                  }
                }
              ]
            },
            "example": {
              "type": "urn:comfy-edge:problem:overloaded",
              "title": "There is too much to do at the moment",
              "status": 503,
              "detail": "expected an instance with memory to spare, got one that is busy; try again",
              "code": "overloaded",
              "requestId": "5b6ce01c-0f4f-4a1a-9f0e-0b6d3c0a4a52"
            }
          }
        }
      },
      "RouteNotFound": {
        "description": "There is nothing at this path.",
        "headers": {
          "X-Request-Id": {
            "$ref": "#/components/headers/X-Request-Id"
          }
        },
        "content": {
          "application/problem+json": {
            "schema": {
              "allOf": [
                {
                  "$ref": "#/components/schemas/Problem"
                },
                {
                  "properties": {
                    "status": {
                      "const": 404
                    },
                    "code": {
                      "const": "route_not_found"
                    }
                  }
                }
              ]
            }
          }
        }
      },
      "MethodNotAllowed": {
        "description": "The path exists, but not with this method.",
        "headers": {
          "X-Request-Id": {
            "$ref": "#/components/headers/X-Request-Id"
          },
          "Allow": {
            "description": "The methods there are.",
            "required": true,
            "schema": {
              "type": "string"
            },
            "example": "GET, HEAD, PUT"
          }
        },
        "content": {
          "application/problem+json": {
            "schema": {
              "allOf": [
                {
                  "$ref": "#/components/schemas/Problem"
                },
                {
                  "properties": {
                    "status": {
                      "const": 405
                    },
                    "code": {
                      "const": "method_not_allowed"
                    }
                  }
                }
              ]
            }
          }
        }
      }
    },
    "schemas": {
      "Digest": {
        "type": "string",
        "description": "A SHA-256, as 64 lower-case hexadecimal digits.",
        "pattern": "^[0-9a-f]{64}$",
        "examples": [
          "9f6d31ba78b3bb5d285b57ec0687e57cbd34cb6f5f6c7b924ff33c33090f43c8"
        ]
      },
      "ModelName": {
        "type": "string",
        "description": "Lower-case letters, digits and hyphens; at most 63, the first a letter or digit.",
        "pattern": "^[a-z0-9][a-z0-9-]{0,62}$",
        "examples": [
          "fashion-mnist"
        ]
      },
      "Alias": {
        "type": "string",
        "description": "Lower-case letters, digits and hyphens; at most 63, the first a letter or digit.",
        "pattern": "^[a-z0-9][a-z0-9-]{0,62}$",
        "examples": [
          "latest"
        ]
      },
      "SeedU32": {
        "type": "integer",
        "description": "An unsigned 32-bit integer.",
        "minimum": 0,
        "maximum": 4294967295
      },
      "ImageSize": {
        "type": "integer",
        "description": "Width of each image in pixels; the height follows. When left out, as the model draws them. All\nimages of an answer together may have at most 1,048,576 pixels.\n",
        "minimum": 1,
        "maximum": 1024
      },
      "Resampling": {
        "type": "string",
        "description": "How images get their `size`: `nearest` repeats pixels, and takes multiples of the model's own width\nalone; `lanczos` is smooth, and takes any.\n",
        "enum": [
          "nearest",
          "lanczos"
        ],
        "default": "nearest"
      },
      "Quality": {
        "type": "integer",
        "description": "How much of the image is kept by JPEG (90 when left out) and by WebP (everything when left out).\nOther formats lose nothing, and refuse it.\n",
        "minimum": 1,
        "maximum": 100
      },
      "ValueType": {
        "type": "string",
        "description": "What a tensor (`npy`) holds: bytes, or what the network gave before it was rounded to bytes, in [-1, 1].\n",
        "enum": [
          "uint8",
          "float32"
        ],
        "default": "uint8"
      },
      "FileFormat": {
        "type": "string",
        "description": "The format of the images; when left out, `Accept` chooses, and PNG in JSON.",
        "enum": [
          "png",
          "webp",
          "jpeg",
          "npy"
        ]
      },
      "GenerateImagesRequest": {
        "type": "object",
        "description": "What to generate.",
        "additionalProperties": false,
        "required": [
          "model"
        ],
        "properties": {
          "model": {
            "type": "string",
            "description": "`name` (the same as `name@latest`), `name@alias`, or `name@digest` to pin a version.",
            "pattern": "^[a-z0-9][a-z0-9-]{0,62}(@([a-z0-9][a-z0-9-]{0,62}|[0-9a-f]{64}))?$",
            "examples": [
              "fashion-mnist",
              "fashion-mnist@latest"
            ]
          },
          "class": {
            "description": "A class by name or by index. When left out, image `i` gets class `i mod classes`.\n",
            "oneOf": [
              {
                "type": "string",
                "minLength": 1,
                "maxLength": 256
              },
              {
                "type": "integer",
                "minimum": 0,
                "maximum": 4294967295
              }
            ],
            "examples": [
              "sneaker",
              7
            ]
          },
          "seed": {
            "description": "Drawn at random, and reported, when left out.",
            "$ref": "#/components/schemas/SeedU32"
          },
          "n": {
            "type": "integer",
            "description": "How many images.",
            "minimum": 1,
            "maximum": 64,
            "default": 1
          },
          "truncation": {
            "type": "number",
            "description": "Scales the latent vector: 1 gives the full variety, less gives more typical images, 0 the one\nmost typical image of the class.\n",
            "minimum": 0,
            "maximum": 1,
            "default": 1
          },
          "directions": {
            "$ref": "#/components/schemas/DirectionSteps"
          },
          "format": {
            "$ref": "#/components/schemas/FileFormat"
          },
          "size": {
            "$ref": "#/components/schemas/ImageSize"
          },
          "resampling": {
            "$ref": "#/components/schemas/Resampling"
          },
          "quality": {
            "$ref": "#/components/schemas/Quality"
          },
          "valueType": {
            "$ref": "#/components/schemas/ValueType"
          },
          "columns": {
            "type": "integer",
            "description": "Width of the contact sheet in images; only used for one. When left out, the smallest square\nthat holds all.\n",
            "minimum": 1,
            "maximum": 64
          }
        }
      },
      "GeneratedImages": {
        "type": "object",
        "description": "Images and all that is needed to make them again.",
        "additionalProperties": false,
        "required": [
          "model",
          "digest",
          "engineId",
          "truncation",
          "images"
        ],
        "properties": {
          "model": {
            "$ref": "#/components/schemas/ModelName"
          },
          "digest": {
            "$ref": "#/components/schemas/Digest"
          },
          "engineId": {
            "type": "string",
            "description": "The engine that made the images."
          },
          "truncation": {
            "type": "number",
            "minimum": 0,
            "maximum": 1
          },
          "directions": {
            "$ref": "#/components/schemas/DirectionSteps"
          },
          "images": {
            "type": "array",
            "minItems": 1,
            "maxItems": 64,
            "items": {
              "$ref": "#/components/schemas/GeneratedImage"
            }
          }
        }
      },
      "StreamStart": {
        "type": "object",
        "description": "What the images of a stream have in common.",
        "additionalProperties": false,
        "required": [
          "model",
          "digest",
          "engineId",
          "truncation",
          "seed",
          "n",
          "firstIndex"
        ],
        "properties": {
          "model": {
            "$ref": "#/components/schemas/ModelName"
          },
          "digest": {
            "$ref": "#/components/schemas/Digest"
          },
          "engineId": {
            "type": "string"
          },
          "truncation": {
            "type": "number",
            "minimum": 0,
            "maximum": 1
          },
          "directions": {
            "$ref": "#/components/schemas/DirectionSteps"
          },
          "seed": {
            "description": "The seed of image 0, given or drawn.",
            "$ref": "#/components/schemas/SeedU32"
          },
          "n": {
            "type": "integer",
            "minimum": 1,
            "maximum": 64
          },
          "firstIndex": {
            "type": "integer",
            "description": "The image that the stream begins with; above 0 where it goes on.",
            "minimum": 0,
            "maximum": 64
          }
        }
      },
      "StreamProgress": {
        "type": "object",
        "description": "How far a stream is.",
        "additionalProperties": false,
        "required": [
          "done",
          "total"
        ],
        "properties": {
          "done": {
            "type": "integer",
            "minimum": 0,
            "maximum": 64
          },
          "total": {
            "type": "integer",
            "minimum": 1,
            "maximum": 64
          }
        }
      },
      "GeneratedImage": {
        "type": "object",
        "description": "One image.",
        "additionalProperties": false,
        "required": [
          "index",
          "seed",
          "class",
          "classIndex",
          "sha256",
          "width",
          "height",
          "format",
          "base64",
          "receipt"
        ],
        "properties": {
          "index": {
            "type": "integer",
            "minimum": 0,
            "maximum": 63,
            "description": "Its place in the batch."
          },
          "seed": {
            "description": "The seed that makes this image alone.",
            "$ref": "#/components/schemas/SeedU32"
          },
          "class": {
            "type": "string",
            "description": "The name of its class."
          },
          "classIndex": {
            "type": "integer",
            "minimum": 0
          },
          "sha256": {
            "description": "The SHA-256 of the encoded image.",
            "$ref": "#/components/schemas/Digest"
          },
          "width": {
            "type": "integer",
            "minimum": 1
          },
          "height": {
            "type": "integer",
            "minimum": 1
          },
          "format": {
            "type": "string",
            "enum": [
              "png",
              "webp",
              "jpeg",
              "npy"
            ]
          },
          "base64": {
            "type": "string",
            "contentEncoding": "base64",
            "description": "The encoded image."
          },
          "receipt": {
            "description": "What `Comfy-Receipt` says of this image alone.",
            "$ref": "#/components/schemas/ReceiptToken"
          }
        }
      },
      "ReceiptToken": {
        "type": "string",
        "description": "A receipt and its signature in one word.",
        "pattern": "^[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*$"
      },
      "Receipt": {
        "type": "object",
        "description": "Everything that it takes to make a file's pixels again. As text it is canonical JSON (RFC 8785), so the\nsame file has the same receipt wherever it is written.\n\nThere are four kinds, told apart by the field that only they have: images of seeds have none of\n`latent`, `path` and `against`; images around a `latent` come from `POST /v1/variations`, and with a\nstrength of 0 from `POST /v1/reconstructions`; a `path` from `POST /v1/interpolations`; and a\ncomparison `against` another version from `POST /v1/comparisons`.\n",
        "additionalProperties": false,
        "required": [
          "version",
          "engine",
          "model",
          "digest",
          "seed",
          "n",
          "truncation",
          "format",
          "pixels"
        ],
        "properties": {
          "version": {
            "type": "integer",
            "const": 1,
            "description": "Of this form of receipt."
          },
          "engine": {
            "$ref": "#/components/schemas/Digest"
          },
          "model": {
            "$ref": "#/components/schemas/ModelName"
          },
          "digest": {
            "$ref": "#/components/schemas/Digest"
          },
          "seed": {
            "description": "Of image 0; image `i` has `(seed + i) mod 2^32`. Around a latent it is that of the noise; 0 where\nnone is drawn from, as along a path, whose waypoints have their own.\n",
            "$ref": "#/components/schemas/SeedU32"
          },
          "n": {
            "type": "integer",
            "minimum": 1,
            "maximum": 120,
            "description": "Images in the file; of a comparison, pairs of them."
          },
          "class": {
            "type": "string",
            "description": "By name; absent where image `i` is of class `i mod classes` (of those that both versions of a\ncomparison name), and along a path.\n"
          },
          "truncation": {
            "type": "number",
            "minimum": 0,
            "maximum": 1
          },
          "directions": {
            "$ref": "#/components/schemas/ReceiptSteps"
          },
          "latent": {
            "description": "The latent μ that images lie around.",
            "$ref": "#/components/schemas/LatentText"
          },
          "strength": {
            "type": "number",
            "minimum": 0,
            "maximum": 1,
            "description": "How far from `latent` they lie, as in `POST /v1/variations`."
          },
          "path": {
            "type": "object",
            "description": "Where images lie between points.",
            "additionalProperties": false,
            "required": [
              "waypoints"
            ],
            "properties": {
              "waypoints": {
                "type": "array",
                "minItems": 1,
                "maxItems": 16,
                "items": {
                  "type": "object",
                  "description": "Either a seed or a latent, and a class.",
                  "additionalProperties": false,
                  "required": [
                    "class"
                  ],
                  "properties": {
                    "seed": {
                      "$ref": "#/components/schemas/SeedU32"
                    },
                    "latent": {
                      "$ref": "#/components/schemas/LatentText"
                    },
                    "class": {
                      "type": "string",
                      "description": "By name."
                    },
                    "directions": {
                      "$ref": "#/components/schemas/ReceiptSteps"
                    }
                  }
                }
              },
              "loop": {
                "type": "boolean",
                "const": true,
                "description": "Absent where the path leads nowhere back."
              },
              "position": {
                "type": "number",
                "minimum": 0,
                "exclusiveMaximum": 1,
                "description": "Of one frame alone: how far it is from the first waypoint to the second, or 0 where there is\nonly one. Absent where `n` frames are spread over the whole path.\n"
              }
            }
          },
          "against": {
            "type": "object",
            "description": "The second version of a comparison.",
            "additionalProperties": false,
            "required": [
              "model",
              "digest"
            ],
            "properties": {
              "model": {
                "$ref": "#/components/schemas/ModelName"
              },
              "digest": {
                "$ref": "#/components/schemas/Digest"
              }
            }
          },
          "format": {
            "type": "string",
            "enum": [
              "png",
              "webp",
              "jpeg",
              "npy",
              "apng",
              "gif"
            ]
          },
          "frameMs": {
            "type": "integer",
            "minimum": 10,
            "maximum": 10000,
            "description": "How long a frame is shown; absent for what is no animation."
          },
          "size": {
            "$ref": "#/components/schemas/ImageSize"
          },
          "resampling": {
            "$ref": "#/components/schemas/Resampling"
          },
          "quality": {
            "$ref": "#/components/schemas/Quality"
          },
          "valueType": {
            "type": "string",
            "const": "float32",
            "description": "Absent for bytes."
          },
          "columns": {
            "type": "integer",
            "minimum": 1,
            "maximum": 120,
            "description": "Of a contact sheet."
          },
          "pixels": {
            "description": "The SHA-256 of the pixels that the file shows, row by row (of an animation frame by frame), or of\na tensor's values, before a codec may lose any of them.\n",
            "$ref": "#/components/schemas/Digest"
          }
        }
      },
      "ReceiptSteps": {
        "type": "array",
        "description": "Steps along the version's directions; absent where there are none.",
        "minItems": 1,
        "items": {
          "type": "object",
          "additionalProperties": false,
          "required": [
            "index",
            "amount"
          ],
          "properties": {
            "index": {
              "type": "integer",
              "minimum": 0,
              "maximum": 63
            },
            "amount": {
              "type": "number",
              "minimum": -10,
              "maximum": 10
            }
          }
        }
      },
      "LatentText": {
        "type": "string",
        "description": "The values of a latent as 32-bit floats, little-endian, in base64.",
        "contentEncoding": "base64",
        "pattern": "^[A-Za-z0-9+/]+={0,2}$"
      },
      "ReceiptKeys": {
        "type": "object",
        "description": "A JSON Web Key Set (RFC 7517).",
        "additionalProperties": false,
        "required": [
          "keys"
        ],
        "properties": {
          "keys": {
            "type": "array",
            "description": "The key that signs now first, then those that have.",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "kty",
                "crv",
                "x",
                "kid",
                "alg",
                "use"
              ],
              "properties": {
                "kty": {
                  "type": "string",
                  "const": "OKP"
                },
                "crv": {
                  "type": "string",
                  "const": "Ed25519"
                },
                "x": {
                  "type": "string",
                  "description": "The public key, base64url."
                },
                "kid": {
                  "type": "string",
                  "description": "Its thumbprint (RFC 7638)."
                },
                "alg": {
                  "type": "string",
                  "const": "EdDSA"
                },
                "use": {
                  "type": "string",
                  "const": "sig"
                }
              }
            }
          }
        }
      },
      "VerificationRequest": {
        "type": "object",
        "description": "What to verify.",
        "additionalProperties": false,
        "required": [
          "receipt"
        ],
        "properties": {
          "receipt": {
            "$ref": "#/components/schemas/ReceiptToken"
          }
        }
      },
      "Verification": {
        "type": "object",
        "description": "Whether an image, or a receipt, is what this service makes.",
        "additionalProperties": false,
        "required": [
          "genuine",
          "evidence",
          "signature",
          "receipt",
          "differences"
        ],
        "properties": {
          "genuine": {
            "type": "boolean",
            "description": "Nothing differs."
          },
          "evidence": {
            "type": "string",
            "description": "What was held against the replay.",
            "enum": [
              "image",
              "receipt"
            ]
          },
          "signature": {
            "type": "string",
            "description": "`valid`: of this receipt, by a key of this deployment. `none` differs only where the deployment\nsigns.\n",
            "enum": [
              "valid",
              "invalid",
              "unknown_key",
              "none"
            ]
          },
          "receipt": {
            "$ref": "#/components/schemas/Receipt"
          },
          "differences": {
            "type": "array",
            "description": "Everything that differs.",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "part",
                "detail"
              ],
              "properties": {
                "part": {
                  "type": "string",
                  "description": "- `signature`: no key of this deployment has signed this receipt.\n- `engine`: another engine made it, which may round differently.\n- `receipt`: a replay has another receipt, such as other `pixels`.\n- `pixels`: the image shows other pixels than the replay; an animation is another file.\n- `file`: the pixels are the same, but the file was written by somebody else.\n",
                  "enum": [
                    "signature",
                    "engine",
                    "receipt",
                    "pixels",
                    "file"
                  ]
                },
                "detail": {
                  "type": "string",
                  "description": "What was expected and what came."
                }
              }
            }
          }
        }
      },
      "ModelReference": {
        "type": "string",
        "description": "`name` (the same as `name@latest`), `name@alias`, or `name@digest` to pin a version.",
        "pattern": "^[a-z0-9][a-z0-9-]{0,62}(@([a-z0-9][a-z0-9-]{0,62}|[0-9a-f]{64}))?$",
        "examples": [
          "fashion-mnist",
          "fashion-mnist@latest"
        ]
      },
      "ClassReference": {
        "description": "A class by name or by index.",
        "oneOf": [
          {
            "type": "string",
            "minLength": 1,
            "maxLength": 256
          },
          {
            "type": "integer",
            "minimum": 0,
            "maximum": 4294967295
          }
        ],
        "examples": [
          "sneaker",
          7
        ]
      },
      "Latent": {
        "type": "array",
        "description": "A latent vector, as long as the model's latents are; a standard normal by nature.",
        "minItems": 1,
        "maxItems": 4096,
        "items": {
          "type": "number",
          "minimum": -1000,
          "maximum": 1000
        }
      },
      "Truncation": {
        "type": "number",
        "description": "Scales the latent vector: 1 gives the full variety, less gives more typical images, 0 the one most\ntypical image of the class.\n",
        "minimum": 0,
        "maximum": 1,
        "default": 1
      },
      "EncodedImage": {
        "type": "object",
        "description": "An image as a file.",
        "required": [
          "sha256",
          "width",
          "height",
          "format",
          "base64"
        ],
        "properties": {
          "sha256": {
            "description": "The SHA-256 of the encoded image.",
            "$ref": "#/components/schemas/Digest"
          },
          "width": {
            "type": "integer",
            "minimum": 1
          },
          "height": {
            "type": "integer",
            "minimum": 1
          },
          "format": {
            "type": "string",
            "enum": [
              "png",
              "webp",
              "jpeg",
              "npy"
            ]
          },
          "base64": {
            "type": "string",
            "contentEncoding": "base64",
            "description": "The encoded image."
          },
          "receipt": {
            "description": "What makes this image again, alone. Absent where nothing was made, and where it would be too long.\n",
            "$ref": "#/components/schemas/ReceiptToken"
          }
        }
      },
      "InterpolateRequest": {
        "type": "object",
        "description": "A path and how to show it.",
        "additionalProperties": false,
        "required": [
          "model",
          "waypoints"
        ],
        "properties": {
          "model": {
            "$ref": "#/components/schemas/ModelReference"
          },
          "waypoints": {
            "type": "array",
            "description": "Where the path goes through, in this order.",
            "minItems": 2,
            "maxItems": 16,
            "items": {
              "type": "object",
              "description": "A latent, by its seed or as it is, and a class.",
              "additionalProperties": false,
              "properties": {
                "seed": {
                  "description": "When neither it nor `latent` is given, the `seed` of the request.",
                  "$ref": "#/components/schemas/SeedU32"
                },
                "latent": {
                  "$ref": "#/components/schemas/Latent"
                },
                "class": {
                  "description": "When left out, the `class` of the request; one of both is needed.",
                  "$ref": "#/components/schemas/ClassReference"
                },
                "directions": {
                  "$ref": "#/components/schemas/DirectionSteps"
                }
              }
            }
          },
          "class": {
            "description": "For waypoints that name none.",
            "$ref": "#/components/schemas/ClassReference"
          },
          "seed": {
            "description": "For waypoints without one; drawn at random, and reported in JSON, when left out.",
            "$ref": "#/components/schemas/SeedU32"
          },
          "frames": {
            "type": "integer",
            "description": "How many frames, in all.",
            "minimum": 2,
            "maximum": 120,
            "default": 24
          },
          "loop": {
            "type": "boolean",
            "description": "Whether the path leads back to its beginning.",
            "default": false
          },
          "truncation": {
            "$ref": "#/components/schemas/Truncation"
          },
          "frameMs": {
            "type": "integer",
            "description": "How long a frame of an animation is shown.",
            "minimum": 10,
            "maximum": 10000,
            "default": 80
          },
          "format": {
            "type": "string",
            "description": "What to answer with, whatever `Accept` would choose: an animation (`apng`, `gif`, `webp`), a sheet\n(`png`, `jpeg`) or a tensor (`npy`); in JSON the format of the frames, PNG for `apng` and `gif`.\n",
            "enum": [
              "apng",
              "gif",
              "webp",
              "png",
              "jpeg",
              "npy"
            ]
          },
          "size": {
            "$ref": "#/components/schemas/ImageSize"
          },
          "resampling": {
            "$ref": "#/components/schemas/Resampling"
          },
          "quality": {
            "$ref": "#/components/schemas/Quality"
          },
          "valueType": {
            "$ref": "#/components/schemas/ValueType"
          },
          "columns": {
            "type": "integer",
            "description": "Width of the contact sheet in frames; only used for one. When left out, the smallest square\nthat holds all.\n",
            "minimum": 1,
            "maximum": 120
          }
        }
      },
      "Interpolation": {
        "type": "object",
        "description": "The frames of a path.",
        "additionalProperties": false,
        "required": [
          "model",
          "digest",
          "engineId",
          "truncation",
          "loop",
          "waypoints",
          "frames"
        ],
        "properties": {
          "model": {
            "$ref": "#/components/schemas/ModelName"
          },
          "digest": {
            "$ref": "#/components/schemas/Digest"
          },
          "engineId": {
            "type": "string",
            "description": "The engine that made the images."
          },
          "truncation": {
            "type": "number",
            "minimum": 0,
            "maximum": 1
          },
          "loop": {
            "type": "boolean"
          },
          "waypoints": {
            "type": "array",
            "minItems": 2,
            "maxItems": 16,
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "class",
                "classIndex"
              ],
              "properties": {
                "seed": {
                  "description": "Absent where a latent was given.",
                  "$ref": "#/components/schemas/SeedU32"
                },
                "class": {
                  "type": "string"
                },
                "classIndex": {
                  "type": "integer",
                  "minimum": 0
                }
              }
            }
          },
          "frames": {
            "type": "array",
            "minItems": 2,
            "maxItems": 120,
            "items": {
              "unevaluatedProperties": false,
              "required": [
                "index",
                "position"
              ],
              "allOf": [
                {
                  "$ref": "#/components/schemas/EncodedImage"
                }
              ],
              "properties": {
                "index": {
                  "type": "integer",
                  "minimum": 0,
                  "maximum": 119
                },
                "position": {
                  "type": "number",
                  "minimum": 0,
                  "description": "Where on the path, in waypoints; 1.5 is half-way from the second to the third."
                }
              }
            }
          }
        }
      },
      "Background": {
        "type": "string",
        "description": "What lies behind transparent pixels.",
        "enum": [
          "white",
          "black"
        ],
        "default": "white"
      },
      "PictureSource": {
        "type": "object",
        "description": "The picture that was sent, and what had to be done to it.",
        "additionalProperties": false,
        "required": [
          "format",
          "width",
          "height",
          "conversions"
        ],
        "properties": {
          "format": {
            "type": "string",
            "enum": [
              "png",
              "jpeg",
              "webp"
            ]
          },
          "width": {
            "type": "integer",
            "minimum": 1
          },
          "height": {
            "type": "integer",
            "minimum": 1
          },
          "conversions": {
            "type": "array",
            "description": "In the order they were done; see `POST /v1/encodings`.",
            "uniqueItems": true,
            "items": {
              "type": "string",
              "enum": [
                "depth",
                "turned",
                "flattened",
                "cropped",
                "resized",
                "gray",
                "colour"
              ]
            }
          }
        }
      },
      "EncodeImageRequest": {
        "type": "object",
        "description": "A picture to find the latent of.",
        "additionalProperties": false,
        "required": [
          "model",
          "image"
        ],
        "properties": {
          "model": {
            "$ref": "#/components/schemas/ModelReference"
          },
          "image": {
            "type": "string",
            "description": "A PNG, JPEG or WebP in base64, or as a data URL.",
            "minLength": 1
          },
          "background": {
            "$ref": "#/components/schemas/Background"
          }
        }
      },
      "ReconstructImageRequest": {
        "type": "object",
        "description": "A picture to see through the model.",
        "additionalProperties": false,
        "required": [
          "model",
          "image"
        ],
        "properties": {
          "model": {
            "$ref": "#/components/schemas/ModelReference"
          },
          "image": {
            "type": "string",
            "description": "A PNG, JPEG or WebP in base64, or as a data URL.",
            "minLength": 1
          },
          "class": {
            "description": "The class to decode with; the one that reconstructs the picture best when left out.",
            "$ref": "#/components/schemas/ClassReference"
          },
          "format": {
            "$ref": "#/components/schemas/FileFormat"
          },
          "size": {
            "$ref": "#/components/schemas/ImageSize"
          },
          "resampling": {
            "$ref": "#/components/schemas/Resampling"
          },
          "quality": {
            "$ref": "#/components/schemas/Quality"
          },
          "valueType": {
            "$ref": "#/components/schemas/ValueType"
          },
          "background": {
            "$ref": "#/components/schemas/Background"
          }
        }
      },
      "VaryImageRequest": {
        "type": "object",
        "description": "A picture to vary, and how.",
        "additionalProperties": false,
        "required": [
          "model",
          "image"
        ],
        "properties": {
          "model": {
            "$ref": "#/components/schemas/ModelReference"
          },
          "image": {
            "type": "string",
            "description": "A PNG, JPEG or WebP in base64, or as a data URL.",
            "minLength": 1
          },
          "class": {
            "description": "The class to decode with; the one that reconstructs the picture best when left out.",
            "$ref": "#/components/schemas/ClassReference"
          },
          "strength": {
            "type": "number",
            "description": "0 is the reconstruction, 1 forgets the picture.",
            "minimum": 0,
            "maximum": 1,
            "default": 0.3
          },
          "n": {
            "type": "integer",
            "description": "How many variations.",
            "minimum": 1,
            "maximum": 64,
            "default": 8
          },
          "seed": {
            "description": "Of the noise; drawn at random, and reported, when left out.",
            "$ref": "#/components/schemas/SeedU32"
          },
          "columns": {
            "type": "integer",
            "description": "Width of the contact sheet in images; only used for one. When left out, the smallest square\nthat holds all.\n",
            "minimum": 1,
            "maximum": 64
          },
          "format": {
            "$ref": "#/components/schemas/FileFormat"
          },
          "size": {
            "$ref": "#/components/schemas/ImageSize"
          },
          "resampling": {
            "$ref": "#/components/schemas/Resampling"
          },
          "quality": {
            "$ref": "#/components/schemas/Quality"
          },
          "valueType": {
            "$ref": "#/components/schemas/ValueType"
          },
          "background": {
            "$ref": "#/components/schemas/Background"
          }
        }
      },
      "Encoding": {
        "type": "object",
        "description": "The latent distribution of a picture.",
        "additionalProperties": false,
        "required": [
          "model",
          "digest",
          "engineId",
          "mean",
          "sigma",
          "source"
        ],
        "properties": {
          "model": {
            "$ref": "#/components/schemas/ModelName"
          },
          "digest": {
            "$ref": "#/components/schemas/Digest"
          },
          "engineId": {
            "type": "string",
            "description": "The engine that made it."
          },
          "mean": {
            "description": "μ; a latent like any other.",
            "$ref": "#/components/schemas/Latent"
          },
          "sigma": {
            "type": "array",
            "description": "σ of each component.",
            "minItems": 1,
            "maxItems": 4096,
            "items": {
              "type": "number",
              "exclusiveMinimum": 0
            }
          },
          "source": {
            "$ref": "#/components/schemas/PictureSource"
          }
        }
      },
      "Reconstruction": {
        "type": "object",
        "description": "A picture and what the model makes of it.",
        "additionalProperties": false,
        "required": [
          "model",
          "digest",
          "engineId",
          "class",
          "classIndex",
          "classGiven",
          "meanAbsoluteLevels",
          "source",
          "picture",
          "reconstruction"
        ],
        "properties": {
          "model": {
            "$ref": "#/components/schemas/ModelName"
          },
          "digest": {
            "$ref": "#/components/schemas/Digest"
          },
          "engineId": {
            "type": "string",
            "description": "The engine that made it."
          },
          "class": {
            "type": "string",
            "description": "The name of the class that it was decoded with."
          },
          "classIndex": {
            "type": "integer",
            "minimum": 0
          },
          "classGiven": {
            "type": "boolean",
            "description": "Whether the request named it."
          },
          "meanAbsoluteLevels": {
            "type": "number",
            "description": "The mean difference of picture and reconstruction, in levels of 255.",
            "minimum": 0,
            "maximum": 255
          },
          "source": {
            "$ref": "#/components/schemas/PictureSource"
          },
          "picture": {
            "description": "The picture as the encoder saw it.",
            "$ref": "#/components/schemas/EncodedImage"
          },
          "reconstruction": {
            "$ref": "#/components/schemas/EncodedImage"
          }
        }
      },
      "Variations": {
        "type": "object",
        "description": "A picture and variations of it.",
        "additionalProperties": false,
        "required": [
          "model",
          "digest",
          "engineId",
          "class",
          "classIndex",
          "classGiven",
          "strength",
          "source",
          "picture",
          "images"
        ],
        "properties": {
          "model": {
            "$ref": "#/components/schemas/ModelName"
          },
          "digest": {
            "$ref": "#/components/schemas/Digest"
          },
          "engineId": {
            "type": "string",
            "description": "The engine that made it."
          },
          "class": {
            "type": "string",
            "description": "The name of the class that it was decoded with."
          },
          "classIndex": {
            "type": "integer",
            "minimum": 0
          },
          "classGiven": {
            "type": "boolean",
            "description": "Whether the request named it."
          },
          "strength": {
            "type": "number",
            "minimum": 0,
            "maximum": 1
          },
          "source": {
            "$ref": "#/components/schemas/PictureSource"
          },
          "picture": {
            "description": "The picture as the encoder saw it.",
            "$ref": "#/components/schemas/EncodedImage"
          },
          "images": {
            "type": "array",
            "minItems": 1,
            "maxItems": 64,
            "items": {
              "unevaluatedProperties": false,
              "required": [
                "index",
                "seed"
              ],
              "allOf": [
                {
                  "$ref": "#/components/schemas/EncodedImage"
                }
              ],
              "properties": {
                "index": {
                  "type": "integer",
                  "minimum": 0,
                  "maximum": 63
                },
                "seed": {
                  "description": "The seed of its noise, which makes it alone.",
                  "$ref": "#/components/schemas/SeedU32"
                }
              }
            }
          }
        }
      },
      "CompareRequest": {
        "type": "object",
        "description": "Two versions and what they are to make.",
        "additionalProperties": false,
        "required": [
          "models"
        ],
        "properties": {
          "models": {
            "type": "array",
            "minItems": 2,
            "maxItems": 2,
            "items": {
              "$ref": "#/components/schemas/ModelReference"
            }
          },
          "class": {
            "description": "By name, or by its index in the first version.",
            "$ref": "#/components/schemas/ClassReference"
          },
          "seed": {
            "description": "Drawn at random, and reported, when left out.",
            "$ref": "#/components/schemas/SeedU32"
          },
          "n": {
            "type": "integer",
            "description": "How many pairs.",
            "minimum": 1,
            "maximum": 32,
            "default": 10
          },
          "truncation": {
            "$ref": "#/components/schemas/Truncation"
          },
          "format": {
            "$ref": "#/components/schemas/FileFormat"
          },
          "size": {
            "$ref": "#/components/schemas/ImageSize"
          },
          "resampling": {
            "$ref": "#/components/schemas/Resampling"
          },
          "quality": {
            "$ref": "#/components/schemas/Quality"
          },
          "columns": {
            "type": "integer",
            "description": "Pairs in a row of the sheet; 2 when left out, or 1 for fewer than four.",
            "minimum": 1,
            "maximum": 32
          }
        }
      },
      "Comparison": {
        "type": "object",
        "description": "Pairs of images of two versions.",
        "additionalProperties": false,
        "required": [
          "versions",
          "engineId",
          "truncation",
          "meanAbsoluteLevels",
          "structuralSimilarity",
          "pairs"
        ],
        "properties": {
          "versions": {
            "type": "array",
            "minItems": 2,
            "maxItems": 2,
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "model",
                "digest"
              ],
              "properties": {
                "model": {
                  "$ref": "#/components/schemas/ModelName"
                },
                "digest": {
                  "$ref": "#/components/schemas/Digest"
                }
              }
            }
          },
          "engineId": {
            "type": "string",
            "description": "The engine that made the images."
          },
          "truncation": {
            "type": "number",
            "minimum": 0,
            "maximum": 1
          },
          "meanAbsoluteLevels": {
            "type": "number",
            "description": "The mean over all pairs.",
            "minimum": 0,
            "maximum": 255
          },
          "structuralSimilarity": {
            "type": "number",
            "description": "The mean over all pairs.",
            "minimum": -1,
            "maximum": 1
          },
          "pairs": {
            "type": "array",
            "minItems": 1,
            "maxItems": 32,
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "index",
                "seed",
                "class",
                "meanAbsoluteLevels",
                "structuralSimilarity",
                "images"
              ],
              "properties": {
                "index": {
                  "type": "integer",
                  "minimum": 0,
                  "maximum": 31
                },
                "seed": {
                  "$ref": "#/components/schemas/SeedU32"
                },
                "class": {
                  "type": "string"
                },
                "meanAbsoluteLevels": {
                  "type": "number",
                  "minimum": 0,
                  "maximum": 255
                },
                "structuralSimilarity": {
                  "type": "number",
                  "minimum": -1,
                  "maximum": 1
                },
                "images": {
                  "type": "array",
                  "description": "Of the first version and of the second.",
                  "minItems": 2,
                  "maxItems": 2,
                  "items": {
                    "$ref": "#/components/schemas/EncodedImage"
                  }
                }
              }
            }
          }
        }
      },
      "DirectionSteps": {
        "type": "array",
        "description": "Steps along the version's directions (`listDirections`), added to the latent after truncation.\n",
        "maxItems": 64,
        "items": {
          "type": "object",
          "additionalProperties": false,
          "required": [
            "index",
            "amount"
          ],
          "properties": {
            "index": {
              "type": "integer",
              "minimum": 0,
              "maximum": 63,
              "description": "The direction's place in the list."
            },
            "amount": {
              "type": "number",
              "minimum": -10,
              "maximum": 10,
              "description": "In standard deviations; images seldom bear more than 4."
            }
          }
        },
        "examples": [
          [
            {
              "index": 0,
              "amount": 2
            }
          ]
        ]
      },
      "Directions": {
        "type": "object",
        "description": "The directions of a version.",
        "additionalProperties": false,
        "required": [
          "model",
          "digest",
          "seed",
          "class",
          "classIndex",
          "directions"
        ],
        "properties": {
          "model": {
            "$ref": "#/components/schemas/ModelName"
          },
          "digest": {
            "$ref": "#/components/schemas/Digest"
          },
          "seed": {
            "$ref": "#/components/schemas/SeedU32"
          },
          "class": {
            "type": "string"
          },
          "classIndex": {
            "type": "integer",
            "minimum": 0
          },
          "directions": {
            "type": "array",
            "maxItems": 64,
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "index",
                "explainedVariance",
                "vector",
                "strip"
              ],
              "properties": {
                "index": {
                  "type": "integer",
                  "minimum": 0,
                  "maximum": 63
                },
                "explainedVariance": {
                  "type": "number",
                  "minimum": 0,
                  "maximum": 1,
                  "description": "Share of the variance of the generator's first layer, within classes."
                },
                "vector": {
                  "description": "One standard deviation along it, in latent space.",
                  "$ref": "#/components/schemas/Latent"
                },
                "strip": {
                  "description": "Images along it, side by side.",
                  "unevaluatedProperties": false,
                  "required": [
                    "amounts"
                  ],
                  "allOf": [
                    {
                      "$ref": "#/components/schemas/EncodedImage"
                    }
                  ],
                  "properties": {
                    "amounts": {
                      "type": "array",
                      "description": "Where on the direction each image is.",
                      "items": {
                        "type": "number"
                      }
                    }
                  }
                }
              }
            }
          }
        }
      },
      "OpenAiGenerationRequest": {
        "type": "object",
        "description": "As OpenAI's, with `class` and `seed`.",
        "additionalProperties": false,
        "required": [
          "model",
          "prompt"
        ],
        "properties": {
          "prompt": {
            "type": "string",
            "minLength": 1,
            "maxLength": 1000
          },
          "model": {
            "description": "A model of this service.",
            "$ref": "#/components/schemas/ModelReference"
          },
          "n": {
            "type": [
              "integer",
              "null"
            ],
            "minimum": 1,
            "maximum": 10,
            "default": 1
          },
          "size": {
            "type": "string",
            "description": "`auto` is the model's own.",
            "pattern": "^(auto|[1-9][0-9]{0,3}x[1-9][0-9]{0,3})$",
            "default": "auto"
          },
          "response_format": {
            "type": "string",
            "enum": [
              "b64_json",
              "url"
            ],
            "default": "b64_json"
          },
          "user": {
            "description": "Of no account."
          },
          "class": {
            "$ref": "#/components/schemas/ClassReference"
          },
          "seed": {
            "$ref": "#/components/schemas/SeedU32"
          },
          "output_format": {
            "type": "string",
            "enum": [
              "png",
              "jpeg",
              "webp"
            ],
            "default": "png"
          },
          "stream": {
            "type": "boolean",
            "const": false
          },
          "background": {
            "description": "Of no account."
          },
          "moderation": {
            "description": "Of no account."
          },
          "quality": {
            "description": "Of no account."
          },
          "style": {
            "description": "Of no account."
          }
        }
      },
      "OpenAiVariationRequest": {
        "type": "object",
        "description": "As OpenAI's, with `class`, `seed` and `strength`.",
        "additionalProperties": false,
        "required": [
          "model",
          "image"
        ],
        "properties": {
          "image": {
            "type": "string",
            "format": "binary",
            "contentMediaType": "image/png",
            "description": "A PNG, JPEG or WebP."
          },
          "model": {
            "description": "A model of this service.",
            "$ref": "#/components/schemas/ModelReference"
          },
          "n": {
            "type": [
              "integer",
              "null"
            ],
            "minimum": 1,
            "maximum": 10,
            "default": 1
          },
          "size": {
            "type": "string",
            "description": "`auto` is the model's own.",
            "pattern": "^(auto|[1-9][0-9]{0,3}x[1-9][0-9]{0,3})$",
            "default": "auto"
          },
          "response_format": {
            "type": "string",
            "enum": [
              "b64_json",
              "url"
            ],
            "default": "b64_json"
          },
          "user": {
            "description": "Of no account."
          },
          "class": {
            "$ref": "#/components/schemas/ClassReference"
          },
          "seed": {
            "$ref": "#/components/schemas/SeedU32"
          },
          "strength": {
            "type": "number",
            "minimum": 0,
            "maximum": 1,
            "default": 0.3
          }
        }
      },
      "OpenAiImages": {
        "type": "object",
        "description": "As OpenAI's, with the seed and the class of each image.",
        "additionalProperties": false,
        "required": [
          "created",
          "data"
        ],
        "properties": {
          "created": {
            "type": "integer",
            "description": "Seconds since 1970."
          },
          "data": {
            "type": "array",
            "minItems": 1,
            "maxItems": 10,
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "revised_prompt",
                "class",
                "seed"
              ],
              "properties": {
                "b64_json": {
                  "type": "string",
                  "contentEncoding": "base64"
                },
                "url": {
                  "type": "string",
                  "format": "uri"
                },
                "revised_prompt": {
                  "type": "string",
                  "description": "What was understood of the prompt."
                },
                "class": {
                  "type": "string"
                },
                "seed": {
                  "$ref": "#/components/schemas/SeedU32"
                }
              }
            }
          }
        }
      },
      "OpenAiModels": {
        "type": "object",
        "description": "As OpenAI's.",
        "additionalProperties": false,
        "required": [
          "object",
          "data"
        ],
        "properties": {
          "object": {
            "type": "string",
            "const": "list"
          },
          "data": {
            "type": "array",
            "maxItems": 100,
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "id",
                "object",
                "created",
                "owned_by"
              ],
              "properties": {
                "id": {
                  "$ref": "#/components/schemas/ModelName"
                },
                "object": {
                  "type": "string",
                  "const": "model"
                },
                "created": {
                  "type": "integer"
                },
                "owned_by": {
                  "type": "string"
                }
              }
            }
          }
        }
      },
      "OpenAiError": {
        "type": "object",
        "description": "A failure as OpenAI's clients read it.",
        "additionalProperties": false,
        "required": [
          "error"
        ],
        "properties": {
          "error": {
            "type": "object",
            "required": [
              "message",
              "type",
              "param",
              "code"
            ],
            "properties": {
              "message": {
                "type": "string"
              },
              "type": {
                "type": "string",
                "enum": [
                  "invalid_request_error",
                  "authentication_error",
                  "server_error"
                ]
              },
              "param": {
                "type": [
                  "string",
                  "null"
                ],
                "description": "Which field."
              },
              "code": {
                "$ref": "#/components/schemas/ProblemCode"
              }
            }
          }
        }
      },
      "UsagePage": {
        "type": "object",
        "description": "A page of what keys have used.",
        "additionalProperties": false,
        "required": [
          "from",
          "to",
          "usage"
        ],
        "properties": {
          "from": {
            "type": "string",
            "format": "date",
            "description": "First day that was asked for."
          },
          "to": {
            "type": "string",
            "format": "date",
            "description": "Last day that was asked for."
          },
          "usage": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Usage"
            }
          },
          "nextCursor": {
            "type": "string",
            "description": "Pass it as `cursor` to get the next page; absent on the last."
          }
        }
      },
      "Usage": {
        "type": "object",
        "description": "What one key has used on one day for one model.",
        "additionalProperties": false,
        "required": [
          "day",
          "key",
          "requests",
          "images",
          "errors",
          "estimatedCpuMs"
        ],
        "properties": {
          "day": {
            "type": "string",
            "format": "date",
            "description": "In UTC."
          },
          "key": {
            "type": "string",
            "description": "Id of the key; `bootstrap` for the deployment's own."
          },
          "model": {
            "$ref": "#/components/schemas/ModelName"
          },
          "requests": {
            "type": "integer",
            "minimum": 0,
            "description": "That were answered, rightly or not."
          },
          "images": {
            "type": "integer",
            "minimum": 0,
            "description": "That were made."
          },
          "errors": {
            "type": "integer",
            "minimum": 0,
            "description": "Answers of 400 and above."
          },
          "estimatedCpuMs": {
            "type": "number",
            "minimum": 0,
            "description": "Milliseconds; see the operation."
          }
        }
      },
      "ModelPage": {
        "type": "object",
        "description": "A page of models.",
        "additionalProperties": false,
        "required": [
          "models"
        ],
        "properties": {
          "models": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ModelListItem"
            }
          },
          "nextCursor": {
            "type": "string",
            "description": "Pass it as `cursor` to get the next page; absent on the last."
          }
        }
      },
      "ModelListItem": {
        "type": "object",
        "description": "A model in a list.",
        "additionalProperties": false,
        "required": [
          "name"
        ],
        "properties": {
          "name": {
            "$ref": "#/components/schemas/ModelName"
          },
          "latest": {
            "description": "Where the alias `latest` points; absent where there is none.",
            "$ref": "#/components/schemas/Digest"
          }
        }
      },
      "Model": {
        "type": "object",
        "description": "A model, its aliases and its versions.",
        "additionalProperties": false,
        "required": [
          "name",
          "aliases",
          "versions",
          "versionCount"
        ],
        "properties": {
          "name": {
            "$ref": "#/components/schemas/ModelName"
          },
          "aliases": {
            "type": "array",
            "description": "In the order of their names.",
            "items": {
              "$ref": "#/components/schemas/ModelAlias"
            }
          },
          "versions": {
            "type": "array",
            "description": "Newest first, at most 100.",
            "maxItems": 100,
            "items": {
              "$ref": "#/components/schemas/ListedVersion"
            }
          },
          "versionCount": {
            "type": "integer",
            "minimum": 0,
            "description": "How many versions there are in all."
          },
          "counter": {
            "type": "integer",
            "minimum": 0,
            "description": "The highest counter that was accepted of a publisher; the next statement needs a higher one."
          }
        }
      },
      "ListedVersion": {
        "type": "object",
        "description": "A version in a list.",
        "additionalProperties": false,
        "required": [
          "digest",
          "publishedAt"
        ],
        "properties": {
          "digest": {
            "$ref": "#/components/schemas/Digest"
          },
          "publishedAt": {
            "type": "string",
            "format": "date-time"
          },
          "title": {
            "type": "string"
          },
          "metrics": {
            "type": "object",
            "description": "How good it is, as measured by who published it.",
            "additionalProperties": {
              "type": "number"
            }
          },
          "lineage": {
            "type": "object",
            "description": "Where it comes from.",
            "additionalProperties": false,
            "required": [
              "run",
              "data"
            ],
            "properties": {
              "run": {
                "type": "object",
                "description": "The training run.",
                "additionalProperties": false,
                "required": [
                  "preset",
                  "seed",
                  "steps"
                ],
                "properties": {
                  "preset": {
                    "type": "string"
                  },
                  "seed": {
                    "$ref": "#/components/schemas/SeedU32"
                  },
                  "steps": {
                    "type": "integer",
                    "minimum": 0
                  }
                }
              },
              "data": {
                "type": "object",
                "description": "What it was trained on.",
                "additionalProperties": false,
                "required": [
                  "name"
                ],
                "properties": {
                  "name": {
                    "type": "string"
                  },
                  "sha256": {
                    "$ref": "#/components/schemas/Digest"
                  }
                }
              },
              "parent": {
                "type": "object",
                "description": "What training began with instead of random weights.",
                "additionalProperties": false,
                "required": [
                  "kind",
                  "sha256"
                ],
                "properties": {
                  "kind": {
                    "type": "string",
                    "enum": [
                      "version",
                      "checkpoint"
                    ]
                  },
                  "sha256": {
                    "$ref": "#/components/schemas/Digest"
                  }
                }
              }
            }
          },
          "publication": {
            "type": "object",
            "description": "The statement that vouches for it; absent where nobody signed it.",
            "additionalProperties": false,
            "required": [
              "publisher",
              "counter",
              "expiresAt"
            ],
            "properties": {
              "publisher": {
                "$ref": "#/components/schemas/PublisherId"
              },
              "counter": {
                "type": "integer",
                "minimum": 1
              },
              "expiresAt": {
                "type": "string",
                "format": "date-time"
              }
            }
          }
        }
      },
      "ModelAlias": {
        "type": "object",
        "description": "A name for a version, the one thing that moves.",
        "additionalProperties": false,
        "required": [
          "alias",
          "digest"
        ],
        "properties": {
          "alias": {
            "$ref": "#/components/schemas/Alias"
          },
          "digest": {
            "$ref": "#/components/schemas/Digest"
          },
          "canary": {
            "description": "Another version, which a share of the callers gets.",
            "$ref": "#/components/schemas/Split"
          },
          "policy": {
            "description": "Its quality gate.",
            "$ref": "#/components/schemas/QualityPolicy"
          }
        }
      },
      "PutModelAliasRequest": {
        "type": "object",
        "description": "Where the alias is to point.",
        "additionalProperties": false,
        "required": [
          "digest"
        ],
        "properties": {
          "digest": {
            "$ref": "#/components/schemas/Digest"
          },
          "reason": {
            "$ref": "#/components/schemas/Reason"
          },
          "force": {
            "$ref": "#/components/schemas/Force"
          }
        }
      },
      "Reason": {
        "type": "string",
        "description": "Why, for the audit log.",
        "minLength": 1,
        "maxLength": 500
      },
      "Force": {
        "type": "boolean",
        "description": "Whether an older version, or one below the quality gate, is meant; with a `reason`.\n"
      },
      "Split": {
        "type": "object",
        "description": "A version and its share.",
        "additionalProperties": false,
        "required": [
          "digest",
          "percent"
        ],
        "properties": {
          "digest": {
            "$ref": "#/components/schemas/Digest"
          },
          "percent": {
            "type": "integer",
            "minimum": 1,
            "maximum": 99,
            "description": "Of the callers."
          }
        }
      },
      "PutCanaryRequest": {
        "type": "object",
        "description": "A version and its share.",
        "additionalProperties": false,
        "required": [
          "digest",
          "percent"
        ],
        "properties": {
          "digest": {
            "$ref": "#/components/schemas/Digest"
          },
          "percent": {
            "type": "integer",
            "minimum": 1,
            "maximum": 99,
            "description": "Of the callers."
          },
          "reason": {
            "$ref": "#/components/schemas/Reason"
          },
          "force": {
            "$ref": "#/components/schemas/Force"
          }
        }
      },
      "Canary": {
        "type": "object",
        "description": "A canary and what became of it.",
        "additionalProperties": false,
        "required": [
          "digest",
          "percent",
          "counts"
        ],
        "properties": {
          "digest": {
            "$ref": "#/components/schemas/Digest"
          },
          "percent": {
            "type": "integer",
            "minimum": 1,
            "maximum": 99
          },
          "counts": {
            "type": "array",
            "description": "Of the version that the alias points at, and of the canary.",
            "minItems": 2,
            "maxItems": 2,
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "digest",
                "requests",
                "failures"
              ],
              "properties": {
                "digest": {
                  "$ref": "#/components/schemas/Digest"
                },
                "requests": {
                  "type": "integer",
                  "minimum": 0,
                  "description": "Answered, and failed."
                },
                "failures": {
                  "type": "integer",
                  "minimum": 0
                }
              }
            }
          }
        }
      },
      "QualityRule": {
        "type": "object",
        "description": "What one metric must reach.",
        "additionalProperties": false,
        "required": [
          "metric",
          "better"
        ],
        "properties": {
          "metric": {
            "type": "string",
            "minLength": 1,
            "maxLength": 64,
            "description": "Its name in manifests."
          },
          "better": {
            "type": "string",
            "enum": [
              "higher",
              "lower"
            ]
          },
          "limit": {
            "type": "number",
            "description": "No worse than this."
          },
          "tolerance": {
            "type": "number",
            "minimum": 0,
            "description": "No worse than the version in place by more than this."
          }
        }
      },
      "QualityPolicy": {
        "type": "object",
        "description": "What versions must reach.",
        "additionalProperties": false,
        "required": [
          "rules"
        ],
        "properties": {
          "rules": {
            "type": "array",
            "maxItems": 64,
            "items": {
              "$ref": "#/components/schemas/QualityRule"
            }
          }
        }
      },
      "PutAliasPolicyRequest": {
        "type": "object",
        "description": "What versions must reach from now on.",
        "additionalProperties": false,
        "required": [
          "rules"
        ],
        "properties": {
          "rules": {
            "type": "array",
            "maxItems": 64,
            "items": {
              "$ref": "#/components/schemas/QualityRule"
            }
          },
          "reason": {
            "$ref": "#/components/schemas/Reason"
          }
        }
      },
      "RollBackRequest": {
        "type": "object",
        "description": "Why, if anybody is to know.",
        "additionalProperties": false,
        "properties": {
          "reason": {
            "$ref": "#/components/schemas/Reason"
          }
        }
      },
      "AliasHistory": {
        "type": "object",
        "description": "A page of an alias's history.",
        "additionalProperties": false,
        "required": [
          "revisions"
        ],
        "properties": {
          "revisions": {
            "type": "array",
            "description": "Newest first.",
            "items": {
              "$ref": "#/components/schemas/AliasRevision"
            }
          },
          "nextCursor": {
            "type": "string",
            "description": "Pass it as `cursor` to get the next page; absent on the last."
          }
        }
      },
      "AliasRevision": {
        "type": "object",
        "description": "A state that an alias had.",
        "additionalProperties": false,
        "required": [
          "revision",
          "digest",
          "action",
          "at"
        ],
        "properties": {
          "revision": {
            "type": "integer",
            "minimum": 1,
            "description": "Its number, and its `ETag`."
          },
          "digest": {
            "$ref": "#/components/schemas/Digest"
          },
          "canary": {
            "$ref": "#/components/schemas/Split"
          },
          "action": {
            "type": "string",
            "description": "What led to it."
          },
          "at": {
            "type": "string",
            "format": "date-time"
          }
        }
      },
      "PublisherId": {
        "type": "string",
        "description": "The thumbprint of a publisher's key (RFC 7638).",
        "pattern": "^[A-Za-z0-9_-]{43}$"
      },
      "PublicationStatement": {
        "type": "object",
        "description": "What a publisher signs, in canonical JSON (RFC 8785).",
        "additionalProperties": false,
        "required": [
          "format",
          "model",
          "digest",
          "counter",
          "issuedAt",
          "expiresAt",
          "publisher"
        ],
        "properties": {
          "format": {
            "type": "string",
            "const": "comfy-edge/publication@1"
          },
          "model": {
            "$ref": "#/components/schemas/ModelName"
          },
          "digest": {
            "$ref": "#/components/schemas/Digest"
          },
          "counter": {
            "type": "integer",
            "minimum": 1,
            "description": "Above every counter that was accepted for the model; `Model.counter` says which was the last."
          },
          "issuedAt": {
            "type": "string",
            "format": "date-time"
          },
          "expiresAt": {
            "type": "string",
            "format": "date-time",
            "description": "At most 366 days later. After it the version can be neither published nor promoted."
          },
          "publisher": {
            "$ref": "#/components/schemas/PublisherId"
          }
        }
      },
      "PublicKey": {
        "type": "object",
        "description": "The public half of an Ed25519 key as a JSON Web Key (RFC 8037).",
        "additionalProperties": false,
        "required": [
          "kty",
          "crv",
          "x"
        ],
        "properties": {
          "kty": {
            "type": "string",
            "const": "OKP"
          },
          "crv": {
            "type": "string",
            "const": "Ed25519"
          },
          "x": {
            "type": "string",
            "description": "The key, base64url.",
            "pattern": "^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$"
          }
        }
      },
      "AddPublisherRequest": {
        "type": "object",
        "description": "A publisher to believe.",
        "additionalProperties": false,
        "required": [
          "name",
          "key"
        ],
        "properties": {
          "name": {
            "type": "string",
            "minLength": 1,
            "maxLength": 100,
            "description": "For people."
          },
          "key": {
            "$ref": "#/components/schemas/PublicKey"
          }
        }
      },
      "Publisher": {
        "type": "object",
        "description": "Somebody whose signature is believed, or was.",
        "additionalProperties": false,
        "required": [
          "id",
          "name",
          "key",
          "createdAt",
          "createdBy"
        ],
        "properties": {
          "id": {
            "$ref": "#/components/schemas/PublisherId"
          },
          "name": {
            "type": "string"
          },
          "key": {
            "$ref": "#/components/schemas/PublicKey"
          },
          "createdAt": {
            "type": "string",
            "format": "date-time"
          },
          "createdBy": {
            "type": "string",
            "description": "Id of the API key that listed it."
          },
          "revokedAt": {
            "type": "string",
            "format": "date-time",
            "description": "Absent where it is believed."
          }
        }
      },
      "Publishers": {
        "type": "object",
        "description": "All publishers.",
        "additionalProperties": false,
        "required": [
          "publishers"
        ],
        "properties": {
          "publishers": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Publisher"
            }
          }
        }
      },
      "RevokedPublisher": {
        "type": "object",
        "description": "A publisher that is believed no more.",
        "additionalProperties": false,
        "required": [
          "publisher",
          "serving"
        ],
        "properties": {
          "publisher": {
            "$ref": "#/components/schemas/Publisher"
          },
          "serving": {
            "type": "array",
            "description": "What of it is still served.",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "model",
                "digest",
                "user"
              ],
              "properties": {
                "model": {
                  "$ref": "#/components/schemas/ModelName"
                },
                "digest": {
                  "$ref": "#/components/schemas/Digest"
                },
                "user": {
                  "type": "string",
                  "examples": [
                    "alias latest"
                  ]
                }
              }
            }
          }
        }
      },
      "CollectGarbageRequest": {
        "type": "object",
        "description": "What to look at, and whether to delete.",
        "additionalProperties": false,
        "required": [
          "dryRun"
        ],
        "properties": {
          "dryRun": {
            "type": "boolean",
            "description": "Whether nothing is deleted."
          },
          "graceSeconds": {
            "type": "integer",
            "minimum": 0,
            "maximum": 31536000,
            "default": 86400,
            "description": "How long ago an object must have been stored."
          },
          "limit": {
            "type": "integer",
            "minimum": 1,
            "maximum": 1000,
            "default": 1000,
            "description": "Objects to look at."
          },
          "cursor": {
            "type": "string",
            "maxLength": 1024,
            "description": "Where to go on; opaque."
          }
        }
      },
      "GarbageCollection": {
        "type": "object",
        "description": "A page of the storage, and what was garbage in it.",
        "additionalProperties": false,
        "required": [
          "dryRun",
          "examined",
          "garbage",
          "sizeBytes"
        ],
        "properties": {
          "dryRun": {
            "type": "boolean"
          },
          "examined": {
            "type": "integer",
            "minimum": 0,
            "description": "How many objects were looked at."
          },
          "garbage": {
            "type": "array",
            "description": "What was deleted; in a dry run, what would be.",
            "maxItems": 1000,
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "key",
                "sizeBytes"
              ],
              "properties": {
                "key": {
                  "type": "string",
                  "description": "Its name in the object storage."
                },
                "sizeBytes": {
                  "type": "integer",
                  "minimum": 0
                }
              }
            }
          },
          "sizeBytes": {
            "type": "integer",
            "minimum": 0,
            "description": "All of it together."
          },
          "nextCursor": {
            "type": "string",
            "description": "Pass it as `cursor` to go on; absent at the end."
          }
        }
      },
      "AuditAction": {
        "type": "string",
        "description": "What was done.",
        "enum": [
          "alias.create",
          "alias.move",
          "alias.policy",
          "alias.rollback",
          "blobs.collect",
          "canary.end",
          "canary.set",
          "key.create",
          "key.revoke",
          "publisher.add",
          "publisher.revoke",
          "version.delete",
          "version.publish",
          "version.sign"
        ]
      },
      "AuditEntry": {
        "type": "object",
        "description": "Who did what, when and why.",
        "additionalProperties": false,
        "required": [
          "id",
          "at",
          "actor",
          "action",
          "detail",
          "requestId"
        ],
        "properties": {
          "id": {
            "type": "integer",
            "minimum": 1,
            "description": "Goes up with time."
          },
          "at": {
            "type": "string",
            "format": "date-time"
          },
          "actor": {
            "type": "string",
            "description": "Id of the API key."
          },
          "action": {
            "$ref": "#/components/schemas/AuditAction"
          },
          "model": {
            "$ref": "#/components/schemas/ModelName"
          },
          "subject": {
            "type": "string",
            "description": "An alias or a digest of the model, a publisher, or a key."
          },
          "reason": {
            "type": "string"
          },
          "detail": {
            "type": "object",
            "description": "What changed, and what was overruled.",
            "additionalProperties": {
              "type": [
                "string",
                "number",
                "boolean",
                "null"
              ]
            }
          },
          "requestId": {
            "type": "string",
            "description": "Of the request that did it."
          }
        }
      },
      "AuditPage": {
        "type": "object",
        "description": "A page of the audit log.",
        "additionalProperties": false,
        "required": [
          "entries"
        ],
        "properties": {
          "entries": {
            "type": "array",
            "description": "Newest first.",
            "items": {
              "$ref": "#/components/schemas/AuditEntry"
            }
          },
          "nextCursor": {
            "type": "string",
            "description": "Pass it as `cursor` to get the next page; absent on the last."
          }
        }
      },
      "ModelVersion": {
        "type": "object",
        "description": "What a version's manifest says about it.",
        "additionalProperties": false,
        "required": [
          "model",
          "digest",
          "title",
          "description",
          "createdAt",
          "classes",
          "image",
          "latent",
          "multiplyAdds",
          "metrics",
          "training",
          "data",
          "licence",
          "blobs",
          "sizeBytes"
        ],
        "properties": {
          "model": {
            "$ref": "#/components/schemas/ModelName"
          },
          "digest": {
            "$ref": "#/components/schemas/Digest"
          },
          "title": {
            "type": "string",
            "examples": [
              "Fashion-MNIST"
            ]
          },
          "description": {
            "type": "string",
            "examples": [
              "Class-conditional VAE-GAN of 10 classes, 28×28×1."
            ]
          },
          "createdAt": {
            "type": "string",
            "format": "date-time",
            "description": "When it was trained."
          },
          "classes": {
            "type": "array",
            "description": "The names of the classes; a class's index is its place here.",
            "items": {
              "type": "string",
              "pattern": "^[a-z0-9-]+$"
            },
            "examples": [
              [
                "t-shirt",
                "trouser",
                "pullover"
              ]
            ]
          },
          "image": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "width",
              "height",
              "channels"
            ],
            "properties": {
              "width": {
                "type": "integer",
                "minimum": 1,
                "examples": [
                  28
                ]
              },
              "height": {
                "type": "integer",
                "minimum": 1,
                "examples": [
                  28
                ]
              },
              "channels": {
                "type": "integer",
                "enum": [
                  1,
                  3
                ],
                "description": "1 is grey, 3 is RGB."
              }
            }
          },
          "latent": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "size"
            ],
            "properties": {
              "size": {
                "type": "integer",
                "minimum": 1,
                "description": "Length of the latent vector.",
                "examples": [
                  64
                ]
              }
            }
          },
          "multiplyAdds": {
            "type": "integer",
            "minimum": 0,
            "examples": [
              19888512
            ],
            "description": "Multiplications one image takes; what its CPU time grows with."
          },
          "metrics": {
            "type": "object",
            "description": "How good it is, as measured by who published it.",
            "additionalProperties": {
              "type": "number"
            },
            "examples": [
              {
                "cas": 0.86
              }
            ]
          },
          "training": {
            "type": "object",
            "description": "How it was trained.",
            "additionalProperties": false,
            "required": [
              "preset",
              "seed",
              "steps",
              "images"
            ],
            "properties": {
              "preset": {
                "type": "string",
                "examples": [
                  "fashion-28"
                ]
              },
              "seed": {
                "$ref": "#/components/schemas/SeedU32"
              },
              "steps": {
                "type": "integer",
                "minimum": 0,
                "examples": [
                  18282
                ]
              },
              "images": {
                "type": "integer",
                "minimum": 0,
                "description": "How many images it has seen.",
                "examples": [
                  900000
                ]
              }
            }
          },
          "data": {
            "type": "object",
            "description": "What it was trained on.",
            "additionalProperties": false,
            "required": [
              "name",
              "licence",
              "source"
            ],
            "properties": {
              "name": {
                "type": "string",
                "examples": [
                  "Fashion-MNIST"
                ]
              },
              "licence": {
                "type": "string",
                "examples": [
                  "MIT"
                ]
              },
              "source": {
                "type": "string",
                "examples": [
                  "https://github.com/zalandoresearch/fashion-mnist"
                ]
              },
              "sha256": {
                "$ref": "#/components/schemas/Digest"
              }
            }
          },
          "licence": {
            "type": "string",
            "description": "The licence of the model.",
            "examples": [
              "Apache-2.0"
            ]
          },
          "blobs": {
            "type": "array",
            "description": "The files of its weights.",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "role",
                "sha256",
                "sizeBytes"
              ],
              "properties": {
                "role": {
                  "type": "string",
                  "enum": [
                    "generator",
                    "encoder"
                  ]
                },
                "sha256": {
                  "$ref": "#/components/schemas/Digest"
                },
                "sizeBytes": {
                  "type": "integer",
                  "minimum": 0,
                  "examples": [
                    919720
                  ]
                }
              }
            }
          },
          "sizeBytes": {
            "type": "integer",
            "minimum": 0,
            "description": "Manifest and all blobs together.",
            "examples": [
              1361698
            ]
          }
        }
      },
      "Manifest": {
        "type": "object",
        "description": "Everything that a version is, in canonical JSON (RFC 8785). `packages/model` has the whole of its rules.\n",
        "required": [
          "format",
          "title",
          "description",
          "image",
          "latent",
          "classes",
          "networks",
          "metrics",
          "training",
          "data",
          "licence",
          "createdAt"
        ],
        "properties": {
          "format": {
            "type": "string",
            "const": "comfy-edge/manifest@1"
          },
          "title": {
            "type": "string"
          },
          "description": {
            "type": "string"
          },
          "image": {
            "type": "object",
            "description": "Width, height and channels of its images.",
            "required": [
              "width",
              "height",
              "channels"
            ],
            "properties": {
              "width": {
                "type": "integer",
                "minimum": 1
              },
              "height": {
                "type": "integer",
                "minimum": 1
              },
              "channels": {
                "type": "integer",
                "enum": [
                  1,
                  3
                ],
                "description": "1 is grey, 3 is RGB."
              }
            }
          },
          "latent": {
            "type": "object",
            "description": "What images are drawn from.",
            "required": [
              "size"
            ],
            "properties": {
              "size": {
                "type": "integer",
                "minimum": 1,
                "description": "Length of the latent vector."
              }
            }
          },
          "classes": {
            "type": "array",
            "description": "The names of the classes; a class's index is its place here.",
            "items": {
              "type": "string",
              "pattern": "^[a-z0-9-]+$"
            }
          },
          "networks": {
            "type": "object",
            "description": "Each with its graph and the blob of its weights.",
            "required": [
              "generator"
            ],
            "properties": {
              "generator": {
                "$ref": "#/components/schemas/PublishedNetwork"
              },
              "encoder": {
                "$ref": "#/components/schemas/PublishedNetwork"
              }
            }
          },
          "directions": {
            "type": "array",
            "description": "Directions in latent space, the one that changes most first.",
            "items": {
              "type": "object",
              "description": "A vector of the latent's length and what it explains."
            }
          },
          "metrics": {
            "type": "object",
            "description": "How good it is, as measured by who publishes it.",
            "additionalProperties": {
              "type": "number"
            }
          },
          "training": {
            "type": "object",
            "description": "How it was trained; the preset's name, seed, steps, images and configuration."
          },
          "data": {
            "type": "object",
            "description": "What it was trained on; name, licence and source."
          },
          "licence": {
            "type": "string",
            "description": "The licence of the model."
          },
          "createdAt": {
            "type": "string",
            "format": "date-time",
            "description": "When it was trained."
          }
        }
      },
      "PublishedNetwork": {
        "type": "object",
        "description": "A network as data.",
        "required": [
          "graph",
          "weights"
        ],
        "properties": {
          "graph": {
            "type": "object",
            "description": "Its nodes, in the order they run."
          },
          "weights": {
            "type": "object",
            "description": "Its blob, in the safetensors format.",
            "required": [
              "sha256",
              "sizeBytes"
            ],
            "properties": {
              "sha256": {
                "$ref": "#/components/schemas/Digest"
              },
              "sizeBytes": {
                "type": "integer",
                "minimum": 0
              }
            }
          }
        }
      },
      "StoredBlob": {
        "type": "object",
        "description": "A stored blob.",
        "additionalProperties": false,
        "required": [
          "sha256",
          "sizeBytes"
        ],
        "properties": {
          "sha256": {
            "$ref": "#/components/schemas/Digest"
          },
          "sizeBytes": {
            "type": "integer",
            "minimum": 0
          }
        }
      },
      "StoredVersion": {
        "type": "object",
        "description": "A stored version.",
        "additionalProperties": false,
        "required": [
          "model",
          "digest"
        ],
        "properties": {
          "model": {
            "$ref": "#/components/schemas/ModelName"
          },
          "digest": {
            "$ref": "#/components/schemas/Digest"
          }
        }
      },
      "Scope": {
        "type": "string",
        "description": "What a key may do; `admin` includes all others.",
        "enum": [
          "images:write",
          "datasets:write",
          "models:write",
          "admin"
        ]
      },
      "KeyId": {
        "type": "string",
        "description": "Names a key; no secret.",
        "pattern": "^[0-9A-Za-z]{12}$"
      },
      "Quotas": {
        "type": "object",
        "description": "How much a key may make. What is not named is limited as the deployment limits all keys (`QUOTAS`), `null`\nis without a limit. Windows begin at full minutes and days of UTC. No window sees more images than its\nquota. CPU is counted when it was spent: a window may be exceeded by what is under way when it is used\nup, and by an eighth of the quota for each instance that is busy with the key.\n",
        "additionalProperties": false,
        "properties": {
          "imagesPerMinute": {
            "$ref": "#/components/schemas/Quota"
          },
          "imagesPerDay": {
            "$ref": "#/components/schemas/Quota"
          },
          "cpuMsPerMinute": {
            "$ref": "#/components/schemas/Quota"
          },
          "cpuMsPerDay": {
            "$ref": "#/components/schemas/Quota"
          }
        },
        "examples": [
          {
            "imagesPerMinute": 600,
            "imagesPerDay": 100000
          }
        ]
      },
      "Quota": {
        "type": [
          "integer",
          "null"
        ],
        "description": "Images, or estimated milliseconds of CPU; see `Quotas`.",
        "minimum": 0,
        "maximum": 1000000000
      },
      "CreateKeyRequest": {
        "type": "object",
        "description": "What the key is to be.",
        "additionalProperties": false,
        "required": [
          "name",
          "scopes"
        ],
        "properties": {
          "name": {
            "type": "string",
            "description": "For people, who or what has it; no control characters.",
            "pattern": "^[^\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff]{1,100}$"
          },
          "scopes": {
            "type": "array",
            "minItems": 1,
            "maxItems": 4,
            "items": {
              "$ref": "#/components/schemas/Scope"
            }
          },
          "quotas": {
            "$ref": "#/components/schemas/Quotas"
          },
          "expiresAt": {
            "type": "string",
            "format": "date-time",
            "description": "From when on it is refused; in the future. Never, where it is not given."
          }
        }
      },
      "Key": {
        "type": "object",
        "description": "All that is known of a key but its text.",
        "additionalProperties": false,
        "required": [
          "id",
          "name",
          "scopes",
          "createdBy",
          "createdAt"
        ],
        "properties": {
          "id": {
            "$ref": "#/components/schemas/KeyId"
          },
          "name": {
            "type": "string"
          },
          "scopes": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Scope"
            }
          },
          "createdBy": {
            "type": "string",
            "description": "The id of the key that made it; `bootstrap` is the deployment's own.",
            "pattern": "^([0-9A-Za-z]{12}|bootstrap)$"
          },
          "createdAt": {
            "type": "string",
            "format": "date-time"
          },
          "quotas": {
            "$ref": "#/components/schemas/Quotas"
          },
          "expiresAt": {
            "type": "string",
            "format": "date-time",
            "description": "From when on it is refused; absent where it never expires."
          },
          "revokedAt": {
            "type": "string",
            "format": "date-time",
            "description": "Since when it is refused; absent where it is not revoked."
          },
          "lastUsedAt": {
            "type": "string",
            "format": "date-time",
            "description": "When it was used last, to the hour: a use within an hour of the one that is told leaves it as it\nis. Absent where it never was.\n"
          }
        }
      },
      "CreatedKey": {
        "type": "object",
        "description": "A new key, with its text.",
        "additionalProperties": false,
        "required": [
          "id",
          "name",
          "scopes",
          "createdBy",
          "createdAt",
          "key"
        ],
        "properties": {
          "id": {
            "$ref": "#/components/schemas/KeyId"
          },
          "name": {
            "type": "string"
          },
          "scopes": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Scope"
            }
          },
          "createdBy": {
            "type": "string",
            "description": "The id of the key that made it; `bootstrap` is the deployment's own.",
            "pattern": "^([0-9A-Za-z]{12}|bootstrap)$"
          },
          "createdAt": {
            "type": "string",
            "format": "date-time"
          },
          "quotas": {
            "$ref": "#/components/schemas/Quotas"
          },
          "expiresAt": {
            "type": "string",
            "format": "date-time"
          },
          "key": {
            "type": "string",
            "description": "What requests send as `Authorization`; shown this once.",
            "pattern": "^cek_[0-9A-Za-z]{12}_[0-9A-Za-z]{49}$"
          }
        }
      },
      "KeyPage": {
        "type": "object",
        "description": "A page of keys.",
        "additionalProperties": false,
        "required": [
          "keys"
        ],
        "properties": {
          "keys": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Key"
            }
          },
          "nextCursor": {
            "type": "string",
            "description": "Pass it as `cursor` to get the next page; absent on the last."
          }
        }
      },
      "Health": {
        "type": "object",
        "description": "The service is alive.",
        "additionalProperties": false,
        "required": [
          "status",
          "engineId"
        ],
        "properties": {
          "status": {
            "type": "string",
            "const": "ok"
          },
          "engineId": {
            "type": "string"
          }
        }
      },
      "Readiness": {
        "type": "object",
        "description": "The service is able to work.",
        "required": [
          "status",
          "engineId",
          "parts",
          "determinism"
        ],
        "properties": {
          "status": {
            "type": "string",
            "const": "ready"
          },
          "engineId": {
            "type": "string"
          },
          "deployment": {
            "type": "string",
            "description": "The id of the Worker's version that answered, where the platform gives it one."
          },
          "parts": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ReadinessPart"
            }
          },
          "determinism": {
            "$ref": "#/components/schemas/Determinism"
          }
        }
      },
      "Determinism": {
        "type": "object",
        "description": "What the last check of golden images found.",
        "additionalProperties": false,
        "required": [
          "state"
        ],
        "properties": {
          "state": {
            "type": "string",
            "enum": [
              "unchanged",
              "changed",
              "unknown",
              "unchecked"
            ],
            "description": "`unknown`: the images could not be made, or not be compared. `unchecked`: not looked at yet, or the\ndeployment has recorded none.\n"
          },
          "checkedAt": {
            "type": "string",
            "format": "date-time"
          },
          "changed": {
            "type": "array",
            "description": "Which images came out otherwise, by class, seed and format.",
            "items": {
              "type": "string",
              "example": "sneaker-42.png"
            }
          }
        }
      },
      "ReadinessPart": {
        "type": "object",
        "description": "A part that the service is made of.",
        "required": [
          "name",
          "state",
          "needed"
        ],
        "properties": {
          "name": {
            "type": "string",
            "pattern": "^[a-z_]+$",
            "description": "`object_storage`, `database`, `default_model`, `receipt_keys`, and others that may come.\n"
          },
          "state": {
            "type": "string",
            "enum": [
              "ok",
              "failed",
              "absent"
            ],
            "description": "`absent`: this deployment was made without it."
          },
          "needed": {
            "type": "boolean",
            "description": "Whether the service can do without it."
          }
        }
      },
      "ProblemCode": {
        "type": "string",
        "description": "What went wrong, for programs. A code always comes with the same status.",
        "enum": [
          "invalid_json",
          "invalid_request",
          "unauthenticated",
          "key_revoked",
          "key_expired",
          "insufficient_scope",
          "route_not_found",
          "key_not_found",
          "model_not_found",
          "alias_not_found",
          "version_not_found",
          "export_not_found",
          "canary_not_found",
          "publisher_not_found",
          "method_not_allowed",
          "not_acceptable",
          "blob_missing",
          "idempotency_in_progress",
          "statement_superseded",
          "older_version",
          "below_quality_gate",
          "rollback_impossible",
          "version_in_use",
          "precondition_failed",
          "payload_too_large",
          "unsupported_media_type",
          "encoder_missing",
          "image_invalid",
          "image_unsupported",
          "image_too_large",
          "versions_incomparable",
          "idempotency_mismatch",
          "unknown_direction",
          "unknown_class",
          "unsupported_size",
          "receipt_missing",
          "receipt_invalid",
          "digest_mismatch",
          "invalid_manifest",
          "statement_missing",
          "statement_invalid",
          "statement_expired",
          "publisher_untrusted",
          "precondition_required",
          "quota_exceeded",
          "too_many_requests",
          "internal_error",
          "model_unavailable",
          "storage_unavailable",
          "object_in_collection",
          "not_ready",
          "ledger_unavailable",
          "overloaded"
        ]
      },
      "Problem": {
        "type": "object",
        "description": "A failure, after RFC 9457.",
        "required": [
          "type",
          "title",
          "status",
          "detail",
          "code",
          "requestId"
        ],
        "properties": {
          "type": {
            "type": "string",
            "description": "`urn:comfy-edge:problem:` and the code.",
            "pattern": "^urn:comfy-edge:problem:[a-z_]+$"
          },
          "title": {
            "type": "string",
            "description": "What went wrong; the same for every problem of the code."
          },
          "status": {
            "type": "integer",
            "minimum": 400,
            "maximum": 599,
            "description": "The HTTP status."
          },
          "detail": {
            "type": "string",
            "description": "What was expected and what came."
          },
          "code": {
            "$ref": "#/components/schemas/ProblemCode"
          },
          "pointer": {
            "type": "string",
            "description": "Where in the body, as a JSON pointer (RFC 6901); empty for the whole body.",
            "pattern": "^(/[\\s\\S]*)?$"
          },
          "parameter": {
            "type": "string",
            "description": "Which path, query or header parameter."
          },
          "counter": {
            "type": "integer",
            "description": "Of `statement_superseded`: the highest that was accepted."
          },
          "failures": {
            "type": "array",
            "description": "Of `below_quality_gate`: each metric that is not good enough.",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "metric",
                "rule",
                "expected",
                "actual"
              ],
              "properties": {
                "metric": {
                  "type": "string"
                },
                "rule": {
                  "type": "string",
                  "enum": [
                    "limit",
                    "tolerance"
                  ]
                },
                "expected": {
                  "type": "string",
                  "examples": [
                    ">= 0.8"
                  ]
                },
                "actual": {
                  "type": [
                    "number",
                    "null"
                  ],
                  "description": "Null where the manifest has none."
                }
              }
            }
          },
          "usedBy": {
            "type": "array",
            "description": "Of `version_in_use`: what uses it.",
            "items": {
              "type": "string",
              "examples": [
                "alias latest"
              ]
            }
          },
          "requestId": {
            "type": "string",
            "description": "The request's id."
          }
        }
      }
    }
  },
  "x-anywhere": {
    "429": {
      "$ref": "#/components/responses/Flooded"
    }
  },
  "x-unmatched": {
    "204": {
      "description": "A preflight (CORS) of a page whose origin the deployment lists: it may, with these methods and the\nheaders that it asks for. Nothing else is looked at.\n",
      "headers": {
        "X-Request-Id": {
          "$ref": "#/components/headers/X-Request-Id"
        },
        "Access-Control-Allow-Origin": {
          "description": "The page's origin.",
          "required": true,
          "schema": {
            "type": "string"
          },
          "example": "https://example.com"
        },
        "Access-Control-Allow-Methods": {
          "description": "The methods there are.",
          "required": true,
          "schema": {
            "type": "string"
          },
          "example": "GET,HEAD,POST,PUT,DELETE"
        },
        "Access-Control-Allow-Headers": {
          "description": "The headers that the page asked for.",
          "schema": {
            "type": "string"
          },
          "example": "authorization,content-type"
        },
        "Access-Control-Max-Age": {
          "description": "Seconds that this holds.",
          "required": true,
          "schema": {
            "type": "string",
            "pattern": "^[0-9]+$"
          }
        }
      }
    },
    "404": {
      "$ref": "#/components/responses/RouteNotFound"
    },
    "405": {
      "$ref": "#/components/responses/MethodNotAllowed"
    }
  }
};
