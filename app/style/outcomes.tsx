import { Notice, Refusal } from '../_ui/notice';
import { Pager } from '../_ui/pager';
import { Section } from '../_ui/sheet';
import { Steps } from '../_ui/steps';

export function Outcomes() {
  return (
    <>
      <Section
        label="Outcomes"
        title="What happened"
        note="A refusal says why in one sentence and leads to the field. It is the only box of a page."
      >
        <Refusal
          title="The account was not made."
          errors={[
            { field: 'hinted', text: 'Somebody has this user name already.' },
            { field: 'refused', text: 'This password is in every list that attackers try first.' },
          ]}
        />
        <Refusal title="Too many attempts.">
          <p>Wait 40 seconds, then try again. Your session is as it was.</p>
        </Refusal>
        <Notice kind="done">Your preferences are kept.</Notice>
        <Notice kind="note">
          You are asked to log in, because the page you wanted is for <strong>administrators</strong>.
        </Notice>
      </Section>
      <Section
        label="Steps"
        title="How this page works"
        note="What happens between two pages, one thing after the other."
      >
        <Steps
          items={[
            'The form is sent as it is, with or without scripts.',
            <>
              The server compares the <code>Origin</code> of the request with its own, before it reads anything else.
            </>,
            'It looks the user up, and hashes the password even when there is none, so that the time tells nothing.',
            'It ends the old session, makes a new one, and sends the browser on with 303.',
          ]}
        />
      </Section>
      <Section
        label="Folded"
        note="For what is rarely wanted. It opens without script, and prints only when it is open."
      >
        <details>
          <summary>Delete this account</summary>
          <p>The account, its sessions and its preferences go at once. Nobody can bring them back.</p>
        </details>
      </Section>
      <Section label="Ways on" note="At either end one of the two links is missing, and the other keeps its place.">
        <Pager label="Users, first page" position="Page 1 of 7" next={{ href: '?page=2', text: 'Next' }} />
        <Pager
          label="Users, third page"
          position="Page 3 of 7"
          previous={{ href: '?page=2', text: 'Previous' }}
          next={{ href: '?page=4', text: 'Next' }}
        />
        <Pager label="Users, last page" position="Page 7 of 7" previous={{ href: '?page=6', text: 'Previous' }} />
      </Section>
    </>
  );
}
