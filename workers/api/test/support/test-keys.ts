/** Keys that only tests know, and what the Worker is configured with for them. */

export const imagesKey = 'test-key-for-images';
export const modelsKey = 'test-key-for-models';

/** SHA-256 of the keys above with their scopes. */
export const apiKeys = [
  '23d8b7eb3871ae369ea7b25950b6c1cf717a12723422e319c6bb2e3becfde8ad:images:write',
  '5bec2534b70641e41236cbfe9aad9dc69cb2d1639faa8d514dc5f92b2a1a9fcb:models:write',
].join(',');
