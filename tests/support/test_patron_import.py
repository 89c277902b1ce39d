"""Lists of patrons: any columns, chosen once; nothing changes before a check; faults told by line; exact in the end."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from support import actions, patron_file
from support.actions import patron_import
from support.errors import NotReadable, Refused
from support.models import ListFault, Patron, PatronList
from tests import make
from tests.support.make_ballot import patron, tier

pytestmark = pytest.mark.django_db
HEAD = "Full Name,Email,Tier,Patronage Since,Ends,Wall,Letters"


@pytest.fixture
def publisher(client):
    make.publication(name="The Landing")
    user = make.user(group="Publishers")
    client.force_login(user)
    return user


def file(*rows: str, head: str = HEAD, encoding: str = "utf-8") -> bytes:
    return "\r\n".join([head, *rows, ""]).encode(encoding)


def upload(client, content: bytes, name: str = "patrons.csv"):
    return client.post("/admin/support/patronlist/add/", {"file": SimpleUploadedFile(name, content)}, follow=True)


def bring_in(content: bytes, run_jobs, **mapping: int) -> PatronList:
    taken = actions.take_list("patrons.csv", content, by=None)
    actions.check_list(taken, mapping=mapping or patron_file.guess(taken.columns))
    run_jobs()
    actions.bring_in_list(taken)
    run_jobs()
    taken.refresh_from_db()
    return taken


class TestDesk:
    def test_a_list_is_taken_checked_and_brought_in(self, client, publisher, run_jobs):
        tier("Helm")
        answer = upload(client, file("Daryna Patron,Daryna@paper.example,helm,2025-03-31,,initials,yes"))
        page, where = answer.content.decode(), answer.request["PATH_INFO"]
        assert "Patronage Since" in page
        mapping = {"email": 1, "name": 0, "tier": 2, "since": 3, "wall": 5, "letters": 6}
        client.post(where, {"check": "1", **mapping})
        assert "Read so far" in client.get(where).content.decode()
        run_jobs()
        assert "Bring in 1 new" in client.get(where).content.decode()
        assert not Patron.objects.exists()
        client.post(where, {"bring-in": "1"})
        run_jobs()
        found = Patron.objects.get()
        assert (found.name, found.email, str(found.tier)) == ("Daryna Patron", "daryna@paper.example", "Helm")
        assert (found.from_date.isoformat(), found.until_date, found.wall) == ("2025-03-31", None, "initials")
        assert found.letters_at
        assert not PatronList.objects.get().file
        again = upload(client, file("Other,other@paper.example,,,,,"))
        assert again.context["form"].initial == mapping

    def test_columns_are_guessed_from_their_headings(self, client, publisher):
        answer = upload(client, file("a,b,c,d,e,f,g"))
        guessed = {"email": 1, "name": 0, "tier": 2, "since": 3, "until": 4, "wall": 5, "letters": 6}
        assert answer.context["form"].initial == guessed

    @pytest.mark.parametrize(
        "content, said",
        [
            (b"", "empty"),
            (b"Email\r\n", "empty"),
            (b"PK\x03\x04rest", "spreadsheet"),
            (b"Email\0\r\na", "no text"),
            (b'Email\r\n"' + b"x" * 200_000, "no list"),
            (",".join("x" * 101).encode() + b"\r\na", "100 columns"),
            (b"Email\n\x98\x98", "cannot be read"),
        ],
    )
    def test_what_is_no_list_is_refused_in_words(self, client, publisher, content, said):
        answer = upload(client, content)
        assert answer.status_code == 422
        assert said in answer.content.decode()

    def test_one_column_cannot_hold_two_things(self, client, publisher):
        where = upload(client, file("a,b,c,d,e,f,g")).request["PATH_INFO"]
        answer = client.post(where, {"check": "1", "email": 1, "name": 1})
        assert answer.status_code == 422
        assert "cannot hold two things" in answer.content.decode()
        assert client.post(where, {"check": "1", "email": 99}).status_code == 422
        assert client.post(where, {"check": "1"}).status_code == 422

    def test_faults_come_as_a_file_that_no_spreadsheet_runs(self, client, publisher, run_jobs):
        taken = actions.take_list("x.csv", file("=HYPERLINK(1),no address,,,,,"), by=publisher)
        actions.check_list(taken, mapping=patron_file.guess(taken.columns))
        run_jobs()
        answer = client.get(f"/admin/support/patronlist/{taken.pk}/faults/")
        rows = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
        assert rows[0][:4] == ["Line", "Fault", "Full Name", "Email"]
        assert rows[1][:4] == ["2", "“no address” is no e-mail address.", "'=HYPERLINK(1)", "no address"]

    def test_only_publishers_handle_lists(self, client):
        client.force_login(make.user(group="Editors"))
        for where in ("add/", "", "1/change/", "1/faults/", "1/progress/"):
            assert client.get(f"/admin/support/patronlist/{where}").status_code == 403


class TestReading:
    @pytest.mark.parametrize(
        "row, fault",
        [
            ("Name,,,,,,", "There is no e-mail address."),
            ("Name,a@b,,,,,", "“a@b” is no e-mail address."),
            ("Name,a@b.example,Moon,,,,", "There is no tier “Moon”."),
            ("Name,a@b.example,,03/04/2025,,,", "“03/04/2025” is no date. Write one as in 2025-03-31."),
            ("Name,a@b.example,,0001-01-01,,,", "“0001-01-01” is no date. Write one as in 2025-03-31."),
            ("Name,a@b.example,,2025-03-31,2025-03-30,,", "Support ends before it begins."),
            ("Name,a@b.example,,,,loud,", "“loud” says not how to be named: write name, initials, anonymous or no."),
            ("Name,a@b.example,,,,,perhaps", "“perhaps” is neither yes nor no."),
            ("N" * 121 + ",a@b.example,,,,,", "The name is longer than 120 characters."),
            ("Name,a@b.example,,,,,,,more", "The line has more cells than there are headings."),
        ],
    )
    def test_every_fault_is_told_by_its_line(self, run_jobs, row, fault):
        done = bring_in(file("Good,good@paper.example,,,,,", row), run_jobs)
        assert (done.added, done.faulty, done.stage) == (1, 1, "done")
        assert list(ListFault.objects.values_list("line", "sentence")) == [(3, fault)]

    def test_an_address_counts_once_a_list(self, run_jobs):
        done = bring_in(file("A,a@b.example,,,,,", "B,A@B.example,,,,,"), run_jobs)
        assert (done.added, done.faulty) == (1, 1)
        assert ListFault.objects.get().sentence == "The address stands in line 2 already."

    def test_known_patrons_are_changed_and_empty_cells_change_nothing(self, run_jobs):
        known = patron("a@b.example", name="Old name", wall="name", source="stripe", language="uk")
        same = patron("c@d.example", name="Same")
        done = bring_in(file("New name,a@b.example,,,2027-01-31,initials,", "Same,c@d.example,,,,,"), run_jobs, email=1,
                        name=0, until=4)  # fmt: skip
        known.refresh_from_db()
        assert (done.added, done.changed, done.unchanged) == (0, 1, 1)
        assert (known.name, known.wall, known.source, known.language) == ("New name", "name", "stripe", "uk")
        assert known.until_date.isoformat() == "2027-01-31"
        same.refresh_from_db()
        assert same.until_date is None

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251"])
    @pytest.mark.parametrize("mark", [",", ";", "\t"])
    def test_lists_of_all_spreadsheets_are_read(self, run_jobs, encoding, mark):
        rows = ["Ім'я,Пошта", "Дарина,a@b.example"]
        bring_in("\n".join(rows).replace(",", mark).encode(encoding), run_jobs)
        assert Patron.objects.get().name == "Дарина"


class TestBrokenOff:
    def test_a_list_goes_on_where_it_broke_off(self, run_jobs, monkeypatch):
        monkeypatch.setattr(patron_import, "AT_ONCE", 2)
        rows = [f"P{number},p{number}@paper.example,,,,," for number in range(5)] + ["Twice,p0@paper.example,,,,,"]
        taken = actions.take_list("patrons.csv", file(*rows), by=None)
        actions.check_list(taken, mapping=patron_file.guess(taken.columns))
        run_jobs()
        actions.bring_in_list(taken)
        take, calls = patron_import._take, []

        def breaks_off(*arguments):
            take(*arguments)
            calls.append(1)
            if len(calls) == 2:
                raise RuntimeError("The power went.")

        monkeypatch.setattr(patron_import, "_take", breaks_off)
        with pytest.raises(RuntimeError):
            patron_import.work(taken.pk)
        taken.refresh_from_db()
        assert (taken.done, Patron.objects.count()) == (2, 2)
        patron_import.work(taken.pk)
        taken.refresh_from_db()
        assert (taken.done, taken.added, taken.faulty, taken.stage) == (6, 5, 1, "done")
        assert Patron.objects.count() == 5

    def test_a_list_is_not_brought_in_twice_or_unchecked(self, run_jobs):
        taken = actions.take_list("patrons.csv", file("A,a@b.example,,,,,"), by=None)
        with pytest.raises(Refused):
            actions.bring_in_list(taken)
        done = bring_in(file("A,a@b.example,,,,,"), run_jobs)
        with pytest.raises(Refused):
            actions.bring_in_list(done)
        with pytest.raises(NotReadable):
            actions.take_list("x", b"", by=None)

    def test_thousands_of_lines_with_faults_are_told_apart(self, run_jobs):
        rows = [
            f"Patron {number},{'broken' if number % 50 == 7 else f'p{number}@paper.example'},,,,,"
            for number in range(3000)
        ]
        done = bring_in(file(*rows), run_jobs)
        assert (done.rows, done.done, done.added, done.faulty) == (3000, 3000, 2940, 60)
        assert Patron.objects.count() == 2940
