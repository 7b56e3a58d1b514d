(function () {
  var all = function (what) { return [].slice.call(document.querySelectorAll(what)); };
  var id = function (name) { return document.getElementById(name); };
  var rows = all('tbody tr.council'), heads = all('thead th'), links = all('#map a'), list = id('list');
  var q = id('q'), region = id('region'), sort = id('sort'), count = id('count'), here = id('here'), hint = here.textContent;
  var on = {};
  links.forEach(function (a) { on[a.dataset.code] = a; });

  function find() {
    var words = q.value.toLowerCase().split(/\s+/), shown = 0, found = 0;
    function all_in(text) { return words.every(function (w) { return text.indexOf(w) >= 0; }); }
    rows.forEach(function (r) {
      var here = !region.value || r.dataset.region === region.value, own = here && all_in(r.dataset.words);
      var fits = own + wards(r, here, own, all_in);
      r.hidden = !fits;
      shown += !!fits;
      found += fits - own;
      if (on[r.dataset.code]) on[r.dataset.code].classList.toggle('dim', !fits);
    });
    count.textContent = (shown === rows.length ? rows.length + ' councils' : shown + ' of ' + rows.length + ' shown') +
      (found ? ', ' + found + (found === 1 ? ' ward found' : ' wards found') : '');
  }
  // A council that is meant itself keeps all its wards; one that is not shows those that are, opened, and no other.
  function wards(r, here, own, fit) {
    var row = r.nextElementSibling, found = 0;
    if (!row) return 0;
    var box = row.querySelector('details');
    [].forEach.call(row.querySelectorAll('li'), function (li) {
      var hit = !own && here && fit(li.dataset.words + ' ' + r.dataset.words);
      li.hidden = !own && !hit;
      found += hit;
    });
    row.hidden = !own && !found;
    if (found && !box.open) { box.open = true; box.dataset.found = ''; }
    if (!found && 'found' in box.dataset) { box.open = false; delete box.dataset.found; }
    return found;
  }
  q.addEventListener('input', find);
  region.addEventListener('change', find);
  if (q.value || region.value) find();

  function value(row, at) {
    var cell = row.children[at];
    return 'sort' in cell.dataset ? (cell.dataset.sort === '' ? Infinity : +cell.dataset.sort) : cell.textContent;
  }
  function order(at, down) {
    heads.forEach(function (h) { h.removeAttribute('aria-sort'); });
    heads[at].setAttribute('aria-sort', down ? 'descending' : 'ascending');
    sort.value = at;
    rows.sort(function (a, b) {
      var x = value(a, at), y = value(b, at);
      if (x === Infinity || y === Infinity) return x === y ? 0 : x === Infinity ? 1 : -1;  // no figure: last either way
      return (typeof x === 'string' ? x.localeCompare(y, 'en-GB') : x - y) * (down ? -1 : 1);
    }).forEach(function (r) { list.appendChild(r.parentNode); });
  }
  heads.forEach(function (head, at) {
    var button = head.querySelector('button');
    if (button) button.addEventListener('click', function () { order(at, head.getAttribute('aria-sort') === 'ascending'); });
  });
  sort.addEventListener('change', function () { order(+sort.value, false); });

  // The map is one stop of the Tab key; arrows go to the nearest council that way.
  function centre(a) {
    var box = a.getBBox();
    return [box.x + box.width / 2, box.y + box.height / 2];
  }
  function mark(code, now) {
    all('.here').forEach(function (e) { e.classList.remove('here'); });
    here.textContent = now ? now : hint;
    if (now) all('[data-code="' + code + '"]').forEach(function (e) { e.classList.add('here'); });
  }
  if (links.length) links[0].tabIndex = 0;
  links.forEach(function (a) {
    var name = a.getAttribute('aria-label');
    ['mouseenter', 'focus'].forEach(function (e) { a.addEventListener(e, function () { mark(a.dataset.code, name); }); });
    ['mouseleave', 'blur'].forEach(function (e) { a.addEventListener(e, function () { mark(); }); });
    a.addEventListener('keydown', function (event) {
      var way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
      if (!way) return;
      event.preventDefault();
      var from = centre(a), best = null, least = Infinity;
      links.forEach(function (b) {
        var to = centre(b), dx = to[0] - from[0], dy = to[1] - from[1], along = dx * way[0] + dy * way[1];
        var off = Math.abs(dx * way[1] - dy * way[0]);
        if (b !== a && along > 0 && off <= along * 2 && along + 2 * off < least) { least = along + 2 * off; best = b; }
      });
      if (best) { a.tabIndex = -1; best.tabIndex = 0; best.focus(); }
    });
  });
  rows.forEach(function (r) {
    r.addEventListener('mouseenter', function () { if (on[r.dataset.code]) mark(r.dataset.code, on[r.dataset.code].getAttribute('aria-label')); });
    r.addEventListener('mouseleave', function () { mark(); });
  });
})();
