import type { Role } from './state';

/** A user of one bench's shop. Passwords are made up for the bench; nobody's own is ever typed here. */
export interface ShopUser {
  username: string;
  password: string;
  role: Role;
  email: string;
  banned: boolean;
}

/** The users of one bench: the database that a role or a ban is read from. */
export class Users {
  readonly #users: Map<string, ShopUser>;

  constructor(users: readonly ShopUser[]) {
    this.#users = new Map(users.map((user) => [user.username, { ...user }]));
  }

  find(username: string): Readonly<ShopUser> | null {
    return this.#users.get(username) ?? null;
  }

  all(): readonly Readonly<ShopUser>[] {
    return [...this.#users.values()];
  }

  /** @returns false when there is no such user */
  change(username: string, change: Partial<Pick<ShopUser, 'role' | 'email' | 'banned'>>): boolean {
    const user = this.#users.get(username);
    if (!user) return false;
    Object.assign(user, change);
    return true;
  }
}

/** The four that every bench begins with. @param password makes one for each */
export function firstUsers(password: (username: string) => string): ShopUser[] {
  const user = (username: string, role: Role): ShopUser => ({
    username,
    password: password(username),
    role,
    email: `${username}@shop.example`,
    banned: false,
  });
  return [user('ada', 'user'), user('grace', 'user'), user('admin', 'admin'), user('mallory', 'user')];
}
