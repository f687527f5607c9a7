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
