import { Button } from '../_ui/button';
import { Check } from '../_ui/check';
import { Choices } from '../_ui/choices';
import { Field } from '../_ui/field';
import { SizeSample, ThemeSample } from '../_ui/samples';
import { Select } from '../_ui/select';
import { Section } from '../_ui/sheet';

export function Controls() {
  return (
    <>
      <Section
        label="Buttons"
        title="What can be pressed"
        note="At most one filled button in a section. Under the pointer a button is underlined; with the Tab key it gets a frame of ink, three pixels wide, like everything else."
      >
        <form className="row" action="/style">
          <Button main>Log in</Button>
          <Button>End this session</Button>
          <Button bare>Forget my answers</Button>
          <a className="btn" href="#buttons">
            A link as a button
          </a>
        </form>
        <form className="row" action="/style">
          <Button main disabled>
            Log in
          </Button>
          <Button disabled>End this session</Button>
          <Button>A button that has a great deal to say, and therefore folds when the page is narrow</Button>
        </form>
      </Section>
      <Section
        label="Fields"
        title="What can be filled in"
        note="Label above, hint below it, the reason for a refusal below the field. The label is never inside the field."
      >
        <form className="form" action="/style">
          <Field name="empty" label="User name" autoComplete="off" />
          <Field
            name="hinted"
            label="Choose a user name"
            hint="Three to thirty letters, digits, dots or dashes. Others can see it."
            value="noor"
            autoComplete="off"
          />
          <Field
            name="refused"
            label="Choose a password"
            type="password"
            hint="Fifteen letters or more; a sentence is easiest."
            error="This password is in every list that attackers try first. Take another one."
            autoComplete="off"
          />
          <Field name="closed" label="Role" value="student" disabled />
          <Field
            name="long"
            label="A label that is much longer than it ought to be, since somebody translated it with great care"
            value="a value that is longer than the field which holds it"
            autoComplete="off"
          />
          <Select
            name="language"
            label="Language"
            value="en"
            options={[
              { value: 'en', label: 'English', lang: 'en' },
              { value: 'hi', label: 'हिन्दी', lang: 'hi' },
            ]}
          />
          <Select
            name="role"
            label="Role"
            error="An account cannot take its own role away."
            options={[
              { value: 'student', label: 'student' },
              { value: 'lecturer', label: 'lecturer, who may see the progress of a whole class' },
            ]}
          />
          <Select name="closed-role" label="Role" disabled options={[{ value: 'student', label: 'student' }]} />
        </form>
      </Section>
      <Section
        label="Choices"
        title="One of a few, yes or no"
        note="The whole row can be pressed. What is chosen is heavier and has a bar; a sample shows what a choice gives, in its own theme."
      >
        <form className="form" action="/style">
          <Choices
            name="theme"
            legend="Theme"
            value="sepia"
            options={[
              { value: 'system', label: 'As the system says', sample: <ThemeSample theme="system" /> },
              { value: 'light', label: 'Light', sample: <ThemeSample theme="light" /> },
              { value: 'dark', label: 'Dark', sample: <ThemeSample theme="dark" /> },
              { value: 'sepia', label: 'Sepia', sample: <ThemeSample theme="sepia" /> },
              { value: 'contrast', label: 'High contrast', sample: <ThemeSample theme="contrast" /> },
            ]}
          />
          <Choices
            name="fontSize"
            legend="Size of type"
            hint="Everything grows with it, drawings too."
            error="Choose one of the four."
            options={[
              { value: 'small', label: 'Small', sample: <SizeSample size="small" /> },
              { value: 'medium', label: 'Medium', sample: <SizeSample size="medium" /> },
              { value: 'large', label: 'Large', sample: <SizeSample size="large" /> },
              { value: 'x-large', label: 'Very large', sample: <SizeSample size="x-large" /> },
            ]}
          />
          <Check name="remember" label="Keep me logged in on this browser" checked />
          <Check name="shared" label="This is a shared machine" />
          <Check name="never" label="Cannot be changed here" disabled />
          <Button main>Keep these</Button>
        </form>
      </Section>
    </>
  );
}
