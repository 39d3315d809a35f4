// The secret comes after the #: it was sent to nobody, and leaves the address bar at once.
const secret = location.hash.slice(1);
history.replaceState(null, "", location.pathname);

const choose = document.getElementById("choose");
const ask = document.getElementById("ask");
const message = document.getElementById("message");
const password = document.getElementById("password");

// Files, so that a service that runs registered documents only knows these as its own.
const RESET = "mot-de-passe/reset.graphql";
const FORGOTTEN = "mot-de-passe/forgotten.graphql";

async function send(file, input) {
  const asked = await fetch(file);
  if (!asked.ok) throw new TypeError(`réponse ${asked.status} du serveur`);
  const query = await asked.text();
  const response = await fetch("graphql", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ query, variables: { input } }),
  });
  const body = await response.json();
  if (body.errors) throw new Error(body.errors[0].message);
  return Object.values(body.data)[0];
}

async function submit(event, work) {
  event.preventDefault();
  const button = event.target.querySelector("button");
  button.disabled = true;
  message.textContent = "";
  try {
    await work();
  } catch (error) {
    tell(error instanceof TypeError ? "Le service ne répond pas : réessayez dans un instant." : error.message, true);
  } finally {
    button.disabled = false;
  }
}

function tell(text, refused) {
  message.textContent = text;
  message.className = refused ? "refused" : "done";
}

choose.addEventListener("submit", (event) => submit(event, async () => {
  const answer = await send(RESET, { token: secret, password: password.value });
  if (answer.__typename === "PasswordChosen") {
    choose.hidden = true;
    tell(`Le mot de passe de ${answer.email} est enregistré : vous pouvez vous connecter.`, false);
  } else if (answer.__typename === "InvalidInput") {
    tell(answer.problems.map((problem) => problem.message).join(" "), true);
  } else {
    show(ask);
    tell("Ce lien a déjà servi, ou il est périmé. Demandez-en un autre ici.", true);
  }
}));

ask.addEventListener("submit", (event) => submit(event, async () => {
  const answer = await send(FORGOTTEN, { email: document.getElementById("email").value });
  tell(answer.message ?? answer.told, answer.message === undefined);
}));

document.getElementById("shown").addEventListener("change", (event) => {
  password.type = event.target.checked ? "text" : "password";
});

function show(form) {
  for (const other of [choose, ask]) other.hidden = other !== form;
  form.querySelector("input").focus();
}

show(secret ? choose : ask);
