// Fetches the page again every few seconds and exchanges its live part; forms keep what was typed. A page that does
// not refresh any more (the run has ended) is loaded whole, with the buttons it has now.
(function () {
  'use strict';
  const pause = 3000;

  async function refresh() {
    if (!document.hidden) {
      try {
        const answer = await fetch(location.href, { headers: { 'X-Hub-Refresh': '1' }, redirect: 'error' });
        if (answer.status === 401) {
          location.reload();
          return;
        }
        if (answer.ok) {
          const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
          if (!page.querySelector('script')) {
            location.reload();
            return;
          }
          const fresh = page.getElementById('live');
          const old = document.getElementById('live');
          if (fresh && old && fresh.innerHTML !== old.innerHTML && String(getSelection()) === '') {
            old.replaceWith(fresh);
          }
          document.body.classList.remove('stale');
        } else {
          document.body.classList.add('stale');
        }
      } catch (unreachable) {
        // The hub restarts, or the network is gone: say so instead of showing old figures as new.
        document.body.classList.add('stale');
      }
    }
    setTimeout(refresh, pause);
  }

  setTimeout(refresh, pause);
})();
