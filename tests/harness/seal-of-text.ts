import { createCipheriv, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';

/** A seal of any text (iron's format, Fe26.2), also one that is no JSON, which iron-session would not make. */
export function sealOfText(text: string, password: string): string {
  const salt = () => randomBytes(32).toString('hex');
  const [encryptionSalt, integritySalt] = [salt(), salt()];
  const key = (salt: string) => pbkdf2Sync(password, salt, 1, 32, 'sha1');
  const vector = randomBytes(16);
  const cipher = createCipheriv('aes-256-cbc', key(encryptionSalt), vector);
  const encrypted = Buffer.concat([cipher.update(text), cipher.final()]);
  const sealed = `Fe26.2*1*${encryptionSalt}*${vector.toString('base64url')}*${encrypted.toString('base64url')}*`;
  const code = createHmac('sha256', key(integritySalt)).update(sealed).digest('base64url');
  return `${sealed}*${integritySalt}*${code}~2`;
}
