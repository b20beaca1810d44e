import { cast, Cast, interestedActor, subscribe } from '../factories/story';
import { eventually } from '../support/eventually';
import { PartnerReceiver } from '../support/partner-receiver';
import { wipeQueueStore } from '../support/queue-store';
import { TestSystem } from '../support/test-system';

const STORES = process.env.SAMBUNG_TEST_REDIS ? (['postgres', 'redis'] as const) : (['postgres'] as const);

interface Suggestions {
  computedAt: string | null;
  suggestions: { slug: string; verdict: string }[];
}

describe.each(STORES)('one save on its way to the partner, queue in %s', (queueStore) => {
  let system: TestSystem;
  let people: Cast;
  let receiver: PartnerReceiver;

  beforeAll(async () => {
    system = await TestSystem.start({ queueStore });
    people = await cast(system);
    receiver = new PartnerReceiver();
    await subscribe(people.partner, receiver);
  });

  afterAll(async () => {
    await receiver.close();
    await system.stop();
  });

  afterEach(async () => {
    await system.noPendingWork(30_000);
    receiver.received.length = 0;
    receiver.status = 204;
  });

  const suggestionsOf = async (actorId: string): Promise<Suggestions> =>
    (await people.owner.get<Suggestions>(`/actors/${actorId}/suggestions`)).body;

  const approve = (matchId: string) => people.officer.post(`/matches/${matchId}/decision`, { decision: 'approved' });

  const delivered = (count: number) =>
    eventually('the delivery', () => Promise.resolve(receiver.acceptedIds), (ids) => ids.length >= count); // prettier-ignore

  /** Exactly one match and one event id, whatever happened on the way. */
  const expectExactlyOne = async (actorId: string) => {
    const matches = await system.query('select state from matches where actor_id = $1', [actorId]);
    expect(matches).toEqual([{ state: 'offered' }]);
    const events = await system.query<{ id: string }>('select id from partner_events where actor_id = $1', [actorId]);
    expect(events.map((event) => event.id)).toEqual(receiver.acceptedIds);
  };

  it('is matched, reviewed and delivered, signed', async () => {
    const { actorId, matchId } = await interestedActor(people);
    const found = await eventually('the suggestion', () => suggestionsOf(actorId), (view) => view.suggestions.length > 0); // prettier-ignore
    expect(found.suggestions.find((suggestion) => suggestion.slug === people.slug)?.verdict).toBe('eligible');

    expect((await approve(matchId)).status).toBe(201);
    await delivered(1);
    const [event] = receiver.received;
    expect(event).toMatchObject({ type: 'match.approved', verified: true });
    expect(JSON.parse(event!.body)).toEqual({
      type: 'match.approved',
      timestamp: expect.any(String),
      data: {
        match_id: matchId,
        subject: actorId,
        version: expect.any(Number),
        institution_id: people.institutionId,
        links: { self: `/api/v1/partner/matches/${matchId}` },
      },
    });

    const shared = await people.partner.get<{ actor: { phone: string }; facts: { key: string }[] }>(`/partner/matches/${matchId}`);
    expect(shared.body.actor.phone).toMatch(/^\+62899/);
    expect(shared.body.facts.map((fact) => fact.key)).toEqual(['business.startedOn', 'legality.nib']);
    const answer = await people.partner.post<{ state: string }>(`/partner/matches/${matchId}/answer`, { status: 'accepted' });
    expect(answer.body.state).toBe('accepted');
  });

  it('is seen on the board of queues', async () => {
    const headers = { cookie: `sambung-sesi=${people.admin.token}` };
    const answer = await fetch(`${system.address}/operasi/antrean/api/queues`, { headers });
    const { queues } = (await answer.json()) as { queues: { name: string; counts: Record<string, number> }[] };
    expect(queues.map(({ name }) => name).toSorted()).toEqual(['deliver', 'deliver-quarantine', 'match', 'match-quarantine', 'rematch']);
    for (const { counts } of queues) expect(counts).toMatchObject({ waiting: expect.any(Number), active: expect.any(Number) });
  });

  it('arrives once although the store of the queue is wiped again and again', async () => {
    // A wipe that loses the race for its locks is one wipe less.
    const wiping = setInterval(() => void wipeQueueStore(queueStore, system).catch(() => undefined), 150);
    try {
      const { actorId, matchId } = await interestedActor(people);
      await eventually('the suggestion', () => suggestionsOf(actorId), (view) => view.computedAt !== null); // prettier-ignore
      await approve(matchId);
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      clearInterval(wiping);
      await delivered(1);
      await expectExactlyOne(actorId);
    } finally {
      clearInterval(wiping);
    }
  });

  it('arrives once although the receiver is down at first', async () => {
    await receiver.close();
    const { actorId, matchId } = await interestedActor(people);
    await approve(matchId);
    await eventually(
      'a failed attempt',
      () => system.query<{ error: string }>('select error from webhook_attempts where error is not null'),
      (attempts) => attempts.length > 0,
    );
    await receiver.listen();
    await delivered(1);
    await expectExactlyOne(actorId);
  });
});
