import { cast, Cast, interestedActor, subscribe } from '../factories/story';
import { Answer } from '../support/api-caller';
import { PartnerReceiver } from '../support/partner-receiver';
import { TestSystem } from '../support/test-system';
import { TEXT_VERSION } from '../factories/consents';

type Call = () => Promise<Answer<unknown>>;

const LANES = 8;
const CALLS_PER_LANE = 15;

describe('writers that race for the same few profiles', () => {
  let system: TestSystem;
  let people: Cast & { officer: { person: { id: string } } };
  let receiver: PartnerReceiver;

  beforeAll(async () => {
    system = await TestSystem.start({ environment: { UNDO_SECONDS: '1' } });
    people = (await cast(system)) as typeof people;
    receiver = new PartnerReceiver();
    await subscribe(people.partner, receiver);
  });

  afterAll(async () => {
    await receiver.close();
    await system.stop();
  });

  const pick = <T>(items: readonly T[]): T => items[Math.floor(Math.random() * items.length)]!;

  /** Everything that owner, officer, partner and provider may do about one actor, each as likely as it stands here. */
  async function possibleCalls(actorId: string): Promise<Call[]> {
    const { owner, officer, partner, admin, slug, institutionId } = people;
    const matches = (await owner.get<{ id: string }[]>(`/actors/${actorId}/matches`)).body;
    const consents = (await owner.get<{ id: string; withdrawnAt: string | null }[]>(`/actors/${actorId}/consents`)).body;
    const id = matches[0]?.id ?? actorId;
    const standing = consents.find(({ withdrawnAt }) => withdrawnAt === null)?.id ?? actorId;
    const agree = (consent: object) => owner.post(`/actors/${actorId}/consents`, { ...consent, textVersion: TEXT_VERSION, channel: 'web' });
    const open = () => owner.post('/matches', { actorId, offerSlug: slug });
    const decide = (decision: object) => officer.post(`/matches/${id}/decision`, decision);
    const approve = () => decide({ decision: 'approved' });
    return [
      open, open, open, approve, approve, approve,
      () => decide({ decision: pick(['rejected', 'returned']), reasonCode: 'noSeat' }),
      () => officer.post(`/matches/${id}/undo`),
      () => officer.put(`/matches/${id}/assignee`, { assigneeId: pick([null, people.officer.person.id]) }),
      () => owner.patch(`/actors/${actorId}/facts`, { facts: { 'legality.nib': { value: Math.random() < 0.8 } } }),
      () => owner.patch(`/actors/${actorId}`, { regionCode: pick(['35.07.13', '35.07.22']) }),
      () => agree({ purpose: 'matching' }),
      () => agree({ purpose: 'sharing', institutionId }),
      () => owner.delete(`/actors/${actorId}/consents/${standing}`),
      () => partner.post(`/partner/matches/${id}/answer`, { status: pick(['accepted', 'inProgress', 'completed', 'declined']), reasonCode: 'noSeat' }),
      () => admin.put(`/offers/${slug}/status`, { status: pick(['paused', 'published', 'published']) }),
    ]; // prettier-ignore
  }

  const without = (purpose: string, states: string) =>
    system.query(
      `select id, state from matches where state in (${states}) and not exists (
         select from consents where consents.actor_id = matches.actor_id and purpose = $1 and withdrawn_at is null
           and (purpose = 'matching' or consents.institution_id = matches.institution_id))`,
      [purpose],
    );

  it('neither fail nor leave anything that consent no longer covers', async () => {
    const actors = await Promise.all(Array.from({ length: 3 }, () => interestedActor(people)));
    const failures: unknown[] = [];
    const lane = async () => {
      for (let call = 0; call < CALLS_PER_LANE; call += 1) {
        const answer = await pick(await possibleCalls(pick(actors).actorId))();
        if (answer.status >= 500) failures.push(answer.body);
      }
    };
    await Promise.all(Array.from({ length: LANES }, lane));
    await people.admin.put(`/offers/${people.slug}/status`, { status: 'published' });
    await system.noPendingWork();
    expect(failures).toEqual([]);
    expect(await without('sharing', `'approved', 'offered', 'accepted', 'inProgress'`)).toEqual([]);
    expect(await without('matching', `'suggested', 'interested', 'inReview', 'returned'`)).toEqual([]);
    expect(await system.query(`select id from matches where state = 'approved'`)).toEqual([]);
    expect(await system.query('select last_error from outbox where last_error is not null and done_at is null')).toEqual([]);
    expect(receiver.received.filter(({ verified }) => !verified)).toEqual([]);
  });
});
