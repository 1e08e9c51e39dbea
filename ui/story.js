/** The story view: one event, what is claimed about it, and the next events as chips. The first screen of the page. */
import * as api from './api.js';
import { arrangeStory } from './arrange.js';
import { fit } from './canvas.js';
import { change, open } from './commands.js';
import { byId, fill, h, svgIcon } from './dom.js';
import { dateWords, tollOf } from './grammar.js';
import { icons } from './icons.js';
import { showEmptyStore } from './ingest.js';
import { panelInset } from './panels.js';
import { copyView, emptyView, on, selectLink, state, tell } from './state.js';
import { failed } from './toasts.js';

/** Starts the headline. */
export function startStory() {
  on('story', renderHeadline);
  on('view', renderHeadline);
}

/**
 * Asks for a story and shows it.
 * @param {string} [event] without one: the event most independent origins report
 * @param {{first?: boolean}} [options] first: not a command, nothing to undo
 */
export async function openStory(event, { first = false } = {}) {
  try {
    const story = await api.story(event);
    if (!story.event) return showEmptyStore();
    showEmptyStore(false);
    state.story = story;
    if (first) {
      const view = emptyView();
      fillStory(view, story);
      open(view);
    } else change(`Opened the story of ${story.event.name}`, (draft) => {
      Object.assign(draft, { ...copyView(emptyView()), filters: draft.filters, size: draft.size, colour: draft.colour });
      fillStory(draft, story);
    });
    tell('story');
    requestAnimationFrame(() => fit(panelInset(), false));
  } catch (error) {
    failed(error, () => openStory(event, { first }));
  }
}

function fillStory(view, story) {
  view.event = story.event.id;
  // A story is small enough to be shown whole: its nodes never fold away.
  for (const n of story.nodes) view.nodes.set(n.id, n), view.unfolded.add(n.id);
  view.nodes.set(story.event.id, story.event);
  for (const l of story.links) view.links.set(l.id, l);
  renderHeadline(view);
  arrangeStory(view);
}

/** Headline, chips and "why this?"; gone once the view is about something else. @param {import('./state.js').View} [view] */
function renderHeadline(view = state.view) {
  const box = byId('headline');
  const { story } = state;
  const shows = Boolean(story?.event && view.event === story.event.id);
  box.hidden = !shows;
  if (!shows) return;
  fill(box,
    h('div', { class: 'headline-top' },
      h('h1', { dir: 'auto' }, story.event.name, h('span', { class: 'headline-facts' }, [dateWords(story.event.props.date), tollOf(story.event)].filter(Boolean).join(' · '))),
      story.why && h('details', { class: 'why' }, h('summary', {}, 'Why this?'), h('p', {}, story.why, story.left_out ? ` ${story.left_out} weaker neighbours are left out; expand the event to see them.` : ''))),
    h('p', { class: 'claims' }, (story.headline ?? []).map((clause, i) => [i ? h('span', { class: 'dot', 'aria-hidden': 'true' }, ' · ') : null, clauseButton(clause)])),
    chips(story));
}

function clauseButton({ text, link }) {
  return h('button', { class: 'clause', dir: 'auto', title: 'Read the sentence', onclick: () => selectLink(link), onmouseenter: () => hover(link), onmouseleave: () => hover(null) }, text);
}

function hover(link) {
  state.hover = { node: null, link };
  tell('hover');
}

function chips(story) {
  if (!story.chips?.length) return null;
  return h('div', { class: 'chips', 'aria-label': 'Other events' }, h('span', { class: 'chips-title' }, 'Next'),
    story.chips.map((c) => h('button', { class: 'chip', dir: 'auto', title: `${c.name}: ${c.origins} independent ${c.origins === 1 ? 'origin' : 'origins'}`, onclick: () => openStory(c.id) },
      svgIcon(icons.event, 11), c.label || c.name, h('span', { class: 'chip-date' }, dateWords(c.date)))));
}
