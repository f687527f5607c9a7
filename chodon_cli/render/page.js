document.querySelectorAll('table.list').forEach(table => table.querySelectorAll('th').forEach((th, place) => {
  const value = row => { const text = row.cells[place].textContent.trim();
    const day = text.match(/^(\d\d)\/(\d\d)\/(\d{4})$/); if (day) return day[3] + day[2] + day[1];
    if (!th.classList.contains('figure')) return text;
    const late = text.match(/\d+/); if (/[^\d.,\s-]/.test(text) && late) return -late[0];
    const plain = document.documentElement.lang === 'vi' ? text.replace(/\./g, '').replace(',', '.') : text.replace(/,/g, '');
    return plain === '' || isNaN(plain) ? null : Number(plain) };
  const sort = () => { const up = th.getAttribute('aria-sort') !== 'ascending';
    table.querySelectorAll('th').forEach(other => other.removeAttribute('aria-sort'));
    th.setAttribute('aria-sort', up ? 'ascending' : 'descending');
    const body = table.tBodies[0], rows = [...body.rows];
    const order = (a, b) => { const x = value(a), y = value(b);
      if (x === null || y === null) return (x === null) - (y === null);
      const way = typeof x === 'number' ? x - y : String(x).localeCompare(String(y), document.documentElement.lang);
      return up ? way : -way };
    rows.sort(order).forEach(row => body.append(row)) };
  th.tabIndex = 0; th.addEventListener('click', sort);
  th.addEventListener('keydown', event => { if (event.key === 'Enter' || event.key === ' ') { event.preventDefault(); sort() } })
}));
const plain = text => text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/[đĐ]/g, 'd').toLowerCase();
document.querySelectorAll('table.list').forEach(table => { const rows = [...table.tBodies[0].rows];
  if (rows.length < 15) return;
  const box = document.createElement('input'), texts = rows.map(row => plain(row.textContent));
  box.type = 'search'; box.className = 'find'; box.placeholder = table.dataset.find;
  box.setAttribute('aria-label', table.dataset.find);
  box.addEventListener('input', () => { const words = plain(box.value).split(/\s+/);
    table.classList.toggle('all', !box.value.trim());
    rows.forEach((row, place) => { row.hidden = !words.every(word => texts[place].includes(word)) }) });
  table.parentNode.before(box) });
