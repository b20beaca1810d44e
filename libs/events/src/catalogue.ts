/** Every domain event with the ids it carries. Nothing personal may stand here: ids only. */
export interface DomainEvents {
  /** An actor, one of its facts or one of its officer checks changed, or a date that its result hangs on has come. */
  'profile.saved': { actorId: string };
  /** Somebody else than the owner entered something, which the owner is to confirm. */
  'profile.assisted': { actorId: string };
  /** An offer was published, paused, resumed or closed. */
  'offer.changed': { offerId: string };
  /** A version of an offer came into force. */
  'offer.published': { offerId: string };
  /** An offer was paused because nobody said that it still stands. */
  'offer.lapsed': { offerId: string };
  /** The owner took back a consent; sharing under it has stopped already. */
  'consent.withdrawn': { consentId: string };
  /** An approval whose time for undoing has passed. */
  'match.approved': { matchId: string };
  /** A match that the partner already knows of has ended on our side. */
  'match.withdrawn': { matchId: string };
  /** The partner says that the help was given. */
  'match.completed': { matchId: string };
  /** An owner accepted a seat that a round gave out. */
  'seat.accepted': { matchId: string };
  'endpoint.registered': { endpointId: string };
  /** Trouble on the way to a partner that people have to hear of; `eventId` is what its other endpoints are told. */
  'endpoint.failing': { endpointId: string; eventId: string };
  'endpoint.disabled': { endpointId: string; eventId: string };
  'delivery.failing': { endpointId: string; eventId: string };
  'delivery.exhausted': { endpointId: string; eventId: string };
  /** The next actors of one part of a full re-match are to be matched. */
  'rematch.requested': { partId: string };
  /** The next people of a simulation are to be looked at. */
  'simulation.asked': { simulationId: string };
}
export type EventType = keyof DomainEvents;

/** A full re-match has a queue of its own, so that no save waits behind it. */
export const QUEUES = ['match', 'rematch', 'deliver'] as const;
export type QueueName = (typeof QUEUES)[number];

/**
 * Rows offered for the third time go here: one at a time, in a process of its own, where a poison harms no neighbour.
 * The matcher works two queues and has one quarantine.
 */
export const quarantineOf = (queue: QueueName): string => `${queue === 'rematch' ? 'match' : queue}-quarantine`;

interface Route {
  job: string;
  queue: QueueName;
}

/** Letters go from the matcher: the courier sees no address of anybody. One row a reader, so that each gets it once. */
const TROUBLE = {
  aggregate: 'endpoint',
  id: 'endpointId',
  jobs: [
    { job: 'tell-partner', queue: 'match' },
    { job: 'tell-operator', queue: 'match' },
  ],
} as const;

/** The aggregate that an event belongs to and the jobs it starts: total, so that no event is forgotten. */
export const ROUTES = {
  'profile.saved': { aggregate: 'actor', id: 'actorId', jobs: [{ job: 'match-profile', queue: 'match' }] },
  'profile.assisted': { aggregate: 'actor', id: 'actorId', jobs: [{ job: 'notify-owner', queue: 'match' }] },
  'offer.changed': { aggregate: 'offer', id: 'offerId', jobs: [{ job: 'rematch-offer', queue: 'match' }] },
  'offer.published': { aggregate: 'offer', id: 'offerId', jobs: [{ job: 'reconsider-refusals', queue: 'match' }] },
  'offer.lapsed': { aggregate: 'offer', id: 'offerId', jobs: [{ job: 'publish-lapse', queue: 'deliver' }] },
  'consent.withdrawn': {
    aggregate: 'consent',
    id: 'consentId',
    jobs: [
      { job: 'withdraw-matches', queue: 'match' },
      { job: 'publish-withdrawal', queue: 'deliver' },
    ],
  },
  'match.approved': { aggregate: 'match', id: 'matchId', jobs: [{ job: 'publish-approval', queue: 'deliver' }] },
  'match.withdrawn': { aggregate: 'match', id: 'matchId', jobs: [{ job: 'publish-match-withdrawal', queue: 'deliver' }] },
  'match.completed': { aggregate: 'match', id: 'matchId', jobs: [{ job: 'grant-facts', queue: 'match' }] },
  'seat.accepted': { aggregate: 'match', id: 'matchId', jobs: [{ job: 'publish-seat', queue: 'deliver' }] },
  'endpoint.registered': { aggregate: 'endpoint', id: 'endpointId', jobs: [{ job: 'verify-endpoint', queue: 'deliver' }] },
  'endpoint.failing': TROUBLE,
  'endpoint.disabled': TROUBLE,
  'delivery.failing': TROUBLE,
  'delivery.exhausted': TROUBLE,
  'rematch.requested': { aggregate: 'rematch-part', id: 'partId', jobs: [{ job: 'rematch-region', queue: 'rematch' }] },
  'simulation.asked': { aggregate: 'simulation', id: 'simulationId', jobs: [{ job: 'simulate', queue: 'rematch' }] },
} as const satisfies { [T in EventType]: { aggregate: string; id: keyof DomainEvents[T]; jobs: readonly Route[] } };

export const queueOf = (job: string): QueueName =>
  Object.values(ROUTES).flatMap<Route>((route) => [...route.jobs]).find((route) => route.job === job)?.queue ?? 'match'; // prettier-ignore
