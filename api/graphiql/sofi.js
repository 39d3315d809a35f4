"use strict";

// The page's own script. A file, because the Content-Security-Policy allows no inline code.
// GraphiQL has no translations: what it lets a page set is in French, the rest is its own English.

const NAMESPACE = "sofi"; // other GraphiQLs served from the same address keep their tabs to themselves

/**
 * The browser's storage, never given a header: that is where a token stands.
 * `shouldPersistHeaders` covers the tabs but not the history, which keeps the headers of every query that was run.
 */
function createStorage() {
  const storage = GraphiQL.createLocalStorage({ namespace: NAMESPACE });
  const write = storage.setItem;
  const withHeaders = ["graphiql:tabState", "graphiql:queries", "graphiql:favorites"];
  storage.setItem = (key, value) => {
    if (key === "graphiql:headers") return;
    const clean = (text) => JSON.stringify(JSON.parse(text, (name, part) => (name === "headers" ? null : part)));
    write(key, withHeaders.includes(key) ? clean(value) : value);
  };
  return storage;
}

/** What the links of mails open: the question is written, and asked by whoever has signed in. */
const DOSSIER = `# Le dossier dont parle le courriel. Connectez-vous d'abord (signIn), ou donnez votre jeton dans « Headers ».
query Dossier($id: ID!) {
  dossier(id: $id) {
    etat
    diffusion
    version
    depot { revision { rang } echeance assigne decision motifLibelle precision conseil }
    questions { numero texte champ reponse }
    difference { noeuds { libelle nature champs { libelle ancien nouveau } } }
    historique { verbe par le }
  }
}
`;

/** What the page opens on: the example or the dossier named in the address, else the first example on a first visit,
 * else the last state. */
function chooseExample(examples, storage) {
  const asked = new URLSearchParams(location.search);
  const [wanted, dossier] = [asked.get("exemple"), asked.get("dossier")];
  if (wanted ?? dossier) history.replaceState(null, "", location.pathname); // a reload must not open it once more
  if (/^[0-9]{1,10}$/.test(dossier ?? "")) {
    return { name: "Dossier", query: DOSSIER, variables: JSON.stringify({ id: dossier }, null, 2) };
  }
  const firstVisit = storage.getItem("graphiql:tabState") === null;
  return examples.find(({ name }) => name === wanted) ?? (firstVisit ? examples[0] : undefined);
}

const TOOLS = {
  prettify: "Mettre en forme la requête (Maj-Ctrl-P)",
  merge: "Fondre les fragments dans la requête (Maj-Ctrl-M)",
  copy: "Copier la requête (Maj-Ctrl-C)",
};

function render(place, examples) {
  const element = React.createElement;
  const storage = createStorage();
  const chosen = chooseExample(examples, storage);
  const first = chosen ? [chosen, ...examples.filter((example) => example !== chosen)] : examples;
  const title = "Explorateur"; // of the panel, and of the button that opens it
  const explorer = { ...GraphiQLPluginExplorer.explorerPlugin({ title }), title };
  const tools = (given) =>
    Object.entries(TOOLS).map(([name, label]) => React.cloneElement(given[name], { key: name, label }));
  const page = element(
    GraphiQL,
    {
      fetcher: GraphiQL.createFetcher({
        url: place.dataset.endpoint,
        headers: { accept: "application/graphql-response+json, application/json" },
        enableIncrementalDelivery: false,
      }),
      plugins: [explorer],
      storage,
      shouldPersistHeaders: false,
      // GraphiQL shows the variables of the first default tab only when they are given here too
      query: chosen?.query,
      variables: chosen?.variables,
      defaultTabs: first.map(({ query, variables }) => ({ query, variables })),
      defaultQuery: "", // over a comment alone, the explorer would go on showing the former tab's query
      defaultEditorToolsVisibility: "variables",
      inputValueDeprecation: true,
      schemaDescription: true,
    },
    element(GraphiQL.Logo, null, null),
    element(GraphiQL.Toolbar, null, tools),
  );
  ReactDOM.createRoot(place).render(page);
}

async function start() {
  const place = document.getElementById("graphiql");
  // Its dialogs lock the page's scrolling by a <style> element, which takes its nonce from this name.
  window.__webpack_nonce__ = place.nonce;
  try {
    const answer = await fetch(place.dataset.examples);
    if (!answer.ok) throw new Error(`réponse ${answer.status} du serveur`);
    render(place, await answer.json());
  } catch (error) {
    place.textContent = `GraphiQL n’a pas pu démarrer : ${error.message}. Rechargez la page.`;
    throw error;
  }
}

start();
