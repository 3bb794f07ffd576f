/**
 * Shows the contract that this very Worker serves. Whatever Scalar would ask of other machines is off:
 * fonts, telemetry, its proxy, its agent; the page's Content-Security-Policy would refuse it anyway.
 * https://scalar.com/products/api-references/configuration
 */
import { createApiReference } from './scalar/standalone.esm.js';

createApiReference('#reference', {
  url: '/openapi.json',
  // The contract's own list is for those who read it as a file.
  servers: [{ url: location.origin, description: 'The service that this page comes from.' }],
  authentication: { preferredSecurityScheme: 'ApiKey' },
  defaultHttpClient: { targetKey: 'shell', clientKey: 'curl' },
  documentDownloadType: 'json',
  modelsSectionLabel: 'Schemas',
  orderSchemaPropertiesBy: 'preserve',
  hideClientButton: true,
  showDeveloperTools: 'never',
  withDefaultFonts: false,
  telemetry: false,
  agent: { disabled: true },
  mcp: { disabled: true },
});
