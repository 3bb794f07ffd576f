/** Keys that only tests know, well-formed. The database has them before each file of tests (`setup.ts`). */

export const imagesKey = 'cek_TestImages00_KnownToTestsAloneMayGenerateImages0000000000piiRX';
export const datasetsKey = 'cek_TestDatasets_KnownToTestsAloneMayMakeDataSets000000000003fAgeY';
export const modelsKey = 'cek_TestModels00_KnownToTestsAloneMayPublishModels00000000003hyDNz';
export const adminKey = 'cek_TestAdmin000_KnownToTestsAloneMayDoEverything000000000003xDo0w';
export const expiredKey = 'cek_TestExpired0_KnownToTestsAloneWasOnceGoodForAll0000000002X5spy';
export const revokedKey = 'cek_TestRevoked0_KnownToTestsAloneWasTakenBack000000000000001RvFWQ';
/** Stored nowhere. */
export const unknownKey = 'cek_TestUnknown0_KnownToTestsAloneAndStoredNowhere00000000000j9EDr';
/** Of the configuration, not of the database. */
export const bootstrapKey = 'cek_TestBootstr0_KnownToTestsAloneIsTheDeploymentsOwn00000002mDttI';
export const bootstrapKeyHash = '7101f90ec0c2f471d691e8a004980657fb2965d9536a990600fd7935c8054c4e';
