import { HowItWorks } from '@/app/_ui/how-it-works';
import { messages } from '@/app/_ui/messages';
import { Notice } from '@/app/_ui/notice';
import { Page } from '@/app/_ui/page';
import { Section, Sheet } from '@/app/_ui/sheet';
import { titled } from '@/app/_ui/titled';
import { currentVisitor } from '@/lib/account/visitor';
import { arrival } from '@/lib/http/arrival';
import { first, type Search } from '../../_ui/search';
import { mayLogInAt } from '../may-log-in-at';
import { OverHttp } from '../over-http';
import { RegistrationForm } from './form';

export const generateMetadata = titled((m) => m.register.title);

export default async function RegisterPage({ searchParams }: { searchParams: Search }) {
  const { register } = await messages();
  const { next } = await searchParams;
  const visitor = await currentVisitor();
  return (
    <Page current="register">
      <Sheet title={register.title}>
        <Section note={<p>{register.sideNote}</p>}>
          <p>{register.lead}</p>
          {visitor.state === 'user' && (
            <Notice kind="note">
              <p>{register.signedIn(visitor.user.username)}</p>
            </Notice>
          )}
          {mayLogInAt(arrival().place) ? <RegistrationForm next={first(next)} /> : <OverHttp />}
          <p>
            {register.already}{' '}
            <a href={next ? `/login?next=${encodeURIComponent(first(next))}` : '/login'}>{register.alreadyLink}</a>
          </p>
        </Section>
        <HowItWorks page="register" />
      </Sheet>
    </Page>
  );
}
