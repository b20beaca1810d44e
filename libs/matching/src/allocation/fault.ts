import { AllocationFault } from './types';

export const fault = (code: string, node: string, id: string, en: string): AllocationFault => ({ code, node, text: { id, en } });
