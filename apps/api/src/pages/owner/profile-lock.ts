import { Principal, ProfilePins } from '@sambung/accounts';
import { forbidden } from '@sambung/errors';
import { CanActivate, ExecutionContext, Injectable, UseGuards } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The problem page of this leads to where the PIN is given. */
export const PROFILE_LOCKED = 'ProfileLocked';

@Injectable()
class ProfileLock implements CanActivate {
  constructor(private readonly pins: ProfilePins) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const { principal, params } = context.switchToHttp().getRequest<FastifyRequest & { principal?: Principal; params: { id?: string } }>();
    if (!principal || !params.id || !UUID.test(params.id)) return true;
    if (!(await this.pins.isLocked(principal, params.id))) return true;
    throw forbidden(PROFILE_LOCKED, 'Usaha ini memakai PIN.', 'This business has a PIN.');
  }
}

/** The pages of a profile (`:id` in the path) open after its PIN, where it has one. */
export const BehindPin = () => UseGuards(ProfileLock);
