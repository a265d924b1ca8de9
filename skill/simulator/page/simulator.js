// The page of the browser simulator. Everything comes from this server; nothing is kept in the browser.

const get = (id) => document.getElementById(id);
const turnList = get("turns"), say = get("say"), problem = get("problem"), state = get("state");
let talk = null;
let turns = [];

async function ask(path, body) {
  problem.textContent = "";
  let answer;
  try {
    answer = await fetch(path, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
  } catch {
    problem.textContent = "The server does not answer. Is iop serve still running?";
    return null;
  }
  const told = await answer.json().catch(() => ({ error: `The server answered ${answer.status}.` }));
  if (!answer.ok) {
    problem.textContent = told.error ?? `The server answered ${answer.status}.`;
    return null;
  }
  return told;
}

function element(name, className, text) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

function addTurn(turn) {
  turns[turn.turn] = turn;
  const item = element("li");
  const you = element("button", "you", turn.say);
  you.type = "button";
  you.setAttribute("aria-label", `You: ${turn.say}. Show why.`);
  you.addEventListener("click", () => explain(turn));
  item.append(you);
  item.append(element("p", "skill", turn.speech || "(nothing is said)"));
  if (!turn.open) item.append(element("span", "note", "The session is over."));
  if (turn.card) item.append(element("span", "note", `Card: ${cardText(turn.card)}`));
  for (const fault of turn.faults) item.append(element("span", "note", `Alexa would refuse this: ${fault}`));
  const back = element("button", "back", "Go back to here");
  back.type = "button";
  back.setAttribute("aria-label", `Go back to just after: ${turn.say}`);
  back.addEventListener("click", () => goBack(turn.turn));
  item.append(back);
  turnList.append(item);
  turnList.parentElement.scrollTop = turnList.parentElement.scrollHeight;
  explain(turn);
  listen(turn);
}

function cardText(card) {
  if (card.type === "AskForPermissionsConsent") return `asks for ${card.permissions.join(", ")}`;
  return [card.title, card.content ?? card.text].filter(Boolean).join(": ");
}

function listen(turn) {
  for (const control of [say, get("silence"), get("end"), get("saying").querySelector("button")]) {
    control.disabled = !turn.open;
  }
  get("microphone").disabled = !turn.open;
  state.textContent = turn.open ? "The skill listens." : "The session is over. Open the skill again.";
  showScreen(turn);
  if (get("aloud").checked) speak(turn.speech);
  if (turn.open) say.focus();
}

function showScreen(turn) {
  const place = get("screen");
  const shown = turn.directives.find((each) => each.type === "Alexa.Presentation.APL.RenderDocument");
  const isShow = Boolean(turn.request.context?.System?.device?.supportedInterfaces?.["Alexa.Presentation.APL"]);
  place.hidden = !isShow;
  place.replaceChildren();
  if (!isShow) return;
  const data = shown?.datasources?.screen ?? (turn.card ? { title: turn.card.title, items: [{ text: cardText(turn.card) }] } : null);
  if (!data) return;
  place.append(element("h3", "", data.title));
  if (shown?.token === "list") {
    const list = element("ol");
    for (const item of data.items) list.append(element("li", "", item.text));
    place.append(list);
  } else {
    for (const item of data.items) place.append(element("p", shown?.token ?? "", item.text));
  }
}

function explain(turn) {
  for (const button of turnList.querySelectorAll(".you")) button.removeAttribute("aria-current");
  turnList.children[turn.turn]?.querySelector(".you").setAttribute("aria-current", "true");
  get("which").textContent = `Turn ${turn.turn + 1}: ${turn.say}`;
  const near = (sample) => (sample ? `${sample.intent}: “${sample.sample}” (${sample.score.toFixed(2)})` : "");
  const rows = {
    Stage: turn.stage ? `${turn.stage}: ${turn.reason}` : "not speech",
    Intent: turn.intent,
    Sample: turn.sample ? `“${turn.sample}” (${turn.score.toFixed(2)})` : "",
    "Runner-up": near(turn.runner_up),
    Slots: Object.entries(turn.slots).map(([name, value]) => `${name} = ${value}`).join(", "),
    Risk: turn.risks.map((each) => `“${each.text}”: ${each.risk}`).join("; "),
    Handler: turn.handler,
    Reprompt: turn.reprompt,
    Took: `${turn.ms} ms`,
  };
  const verdict = get("verdict");
  verdict.replaceChildren();
  for (const [name, value] of Object.entries(rows)) {
    if (value) verdict.append(element("dt", "", name), element("dd", "", value));
  }
  get("changes").replaceChildren(...(turn.changes.length ? turn.changes : ["nothing"]).map((text) => element("li", "", text)));
  const json = (value) => JSON.stringify(value, null, 2);
  get("before").textContent = json(turn.before);
  get("after").textContent = json(turn.attributes);
  get("extras").textContent = json({ card: turn.card, directives: turn.directives });
  get("request").textContent = json(turn.request);
  get("response").textContent = json(turn.response);
}

function deviceOptions() {
  const form = new FormData(get("device"));
  return {
    device: form.get("device"), locale: form.get("locale"),
    postal_code: form.get("postal_code"), granted: form.getAll("granted"),
  };
}

async function open(options) {
  const told = await ask("/simulator/talks", options);
  if (!told) return false;
  talk = told.talk;
  turns = [];
  turnList.replaceChildren();
  const save = get("save");
  save.href = `/simulator/talks/${talk}/transcript`;
  save.hidden = false;
  addTurn(told.turn);
  return true;
}

async function take(line) {
  if (!talk || !line.trim()) return null;
  const told = await ask(`/simulator/talks/${talk}/turns`, { say: line });
  if (told) addTurn(told.turn);
  return told?.turn ?? null;
}

async function goBack(turn) {
  const told = await ask(`/simulator/talks/${talk}/back`, { turn });
  if (!told) return;
  turns.length = turn + 1;
  while (turnList.children.length > turn + 1) turnList.lastElementChild.remove();
  explain(told.turn);
  listen(told.turn);
}

async function replay(text) {
  const told = await ask("/simulator/transcripts", { transcript: text });
  if (!told) return;
  const granted = told.grant === "all" ? ["address", "profile"] : told.grant.split(",");
  if (!(await open({ ...told, granted }))) return;
  let different = 0;
  for (const line of told.lines) {
    if (line.say === ".open") continue;
    const turn = await take(line.say);
    if (!turn) return;
    if (line.speech && !line.speech.includes("...") && turn.speech !== line.speech) different += 1;
  }
  problem.textContent = different ? `${different} replies differ from the transcript.` : "";
  state.textContent = `${told.lines.length} turns replayed. ${state.textContent}`;
}

function speak(text) {
  if (!("speechSynthesis" in window) || !text) return;
  speechSynthesis.cancel();
  speechSynthesis.speak(new SpeechSynthesisUtterance(text));
}

get("device").addEventListener("submit", (event) => {
  event.preventDefault();
  open(deviceOptions());
});
get("saying").addEventListener("submit", (event) => {
  event.preventDefault();
  const line = say.value;
  say.value = "";
  take(line);
});
get("silence").addEventListener("click", () => take(".silence"));
get("end").addEventListener("click", () => take(".event SessionEndedRequest"));
get("load").addEventListener("change", async (event) => {
  const [file] = event.target.files;
  if (file) await replay(await file.text());
  event.target.value = "";
});

const Recognition = window.SpeechRecognition ?? window.webkitSpeechRecognition;
if (Recognition) {
  const microphone = get("microphone");
  const recognition = new Recognition();
  recognition.lang = "en-US";
  microphone.hidden = false;
  microphone.disabled = true;
  microphone.addEventListener("click", () => recognition.start());
  recognition.addEventListener("start", () => microphone.setAttribute("aria-pressed", "true"));
  recognition.addEventListener("end", () => microphone.setAttribute("aria-pressed", "false"));
  recognition.addEventListener("error", (event) => { problem.textContent = `The microphone failed: ${event.error}.`; });
  recognition.addEventListener("result", (event) => take(event.results[0][0].transcript));
}
