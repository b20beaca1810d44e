import { ApiCaller } from '../support/api-caller';
import { eventually } from '../support/eventually';
import { PartnerReceiver } from '../support/partner-receiver';
import { TestSystem } from '../support/test-system';
import { actorRequest } from './actors';
import { offerDocument, publishVersion } from './offers';
import { OfferDocument } from '@sambung/offers';
import { TEXT_VERSION } from './consents';

interface WithId {
  id: string;
}

/** The people and institutions of one short story: an owner, an officer, a partner with one published offer. */
export interface Cast {
  admin: ApiCaller;
  owner: ApiCaller;
  officer: ApiCaller;
  partner: ApiCaller;
  institutionId: string;
  slug: string;
}

let offers = 0;

/** Publishes an offer of a new institution. */
export async function publishOffer(
  system: Pick<TestSystem, 'partner' | 'signIn'>,
  admin: ApiCaller,
  changes: Partial<OfferDocument> = {},
): Promise<{ slug: string; institutionId: string; partner: ApiCaller }> {
  offers += 1;
  const slug = `contoh-${offers}`;
  const { body: institution } = await admin.post<WithId>('/institutions', { slug, name: `Lembaga Contoh ${offers}`, kind: 'training' });
  await admin.post('/offers', { slug, institutionId: institution.id, document: offerDocument(changes) });
  const published = await publishVersion(system, admin, slug);
  if (published.status !== 201) throw new Error(JSON.stringify(published.body));
  return { slug, institutionId: institution.id, partner: await system.partner(slug) };
}

export async function cast(system: TestSystem, changes: Partial<OfferDocument> = {}): Promise<Cast> {
  const admin = await system.signIn({ role: 'admin' });
  const owner = await system.signIn({ role: 'owner' });
  const officer = await system.signIn({ role: 'officer', regionCode: '35.07' });
  const { slug, institutionId, partner } = await publishOffer(system, admin, changes);
  return { admin, owner, officer, partner, institutionId, slug };
}

/** An actor of the owner that fits the offer, with its consent to share, and the owner's interest in it. */
export async function interestedActor(
  { owner, institutionId, slug }: Cast,
  changes: Record<string, unknown> = {},
): Promise<{ actorId: string; matchId: string; consentId: string }> {
  const { body: actor } = await owner.post<WithId>('/actors', actorRequest(changes));
  const consent = { purpose: 'sharing', institutionId, textVersion: TEXT_VERSION, channel: 'web' };
  const { body: given } = await owner.post<WithId>(`/actors/${actor.id}/consents`, consent);
  const { body: match } = await owner.post<WithId>('/matches', { actorId: actor.id, offerSlug: slug });
  return { actorId: actor.id, matchId: match.id, consentId: given.id };
}

/** Registers the receiver as the partner's endpoint and waits until its challenge is answered. */
export async function subscribe(partner: ApiCaller, receiver: PartnerReceiver, eventTypes: string[] = []): Promise<string> {
  await receiver.listen();
  const { body } = await partner.post<WithId & { secret: string }>('/webhook-endpoints', { url: receiver.url, eventTypes });
  receiver.secret = body.secret;
  await eventually(
    'the verification of the endpoint',
    async () => (await partner.get<{ status: string }>(`/webhook-endpoints/${body.id}`)).body,
    (endpoint) => endpoint.status === 'active',
  );
  return body.id;
}
