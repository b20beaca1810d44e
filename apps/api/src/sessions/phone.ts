import { refuseFaults } from '@sambung/errors';
import { checkPhone } from '@sambung/reference';

/** The phone in E.164. @throws DomainError naming the field */
export function phoneAt(pointer: string, text: string): string {
  const phone = checkPhone(text);
  if (phone.ok) return phone.value;
  const { code, id, en } = phone.reason;
  refuseFaults([{ pointer, code, detail: { id, en } }]);
  return text;
}
