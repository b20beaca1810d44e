export * from './check-document';
export * from './fact-catalogue';
export * from './offer-document';
export * from './offer.entity';
export * from './offers.module';
export * from './offers.service';
export * from './shipped-offers';
