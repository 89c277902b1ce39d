"""Reasons that every desk gives again and again, in words for readers."""

from django.db import migrations

REASONS = {
    "en": [
        (
            "We checked: it is right",
            "We checked it again with our source, and what the article says is right.",
        ),
        (
            "A matter of style",
            "Both ways of writing it are in use. We keep to the one that our house style asks for.",
        ),
        (
            "A quotation",
            "These are somebody else’s words, and we print them as they were said or written.",
        ),
        (
            "Right when it was published",
            "It was right on the day of publication. We report later events in new articles.",
        ),
        (
            "Opinion of the author",
            "This is an opinion of the person whose name stands over the article. The facts in it are right.",
        ),
        (
            "We could not confirm it",
            "We could not confirm what you wrote. If you know of a document or a witness, please write to us again.",
        ),
        (
            "Put right before",
            "It had been put right before your message reached us. Thank you all the same.",
        ),
    ],
    "uk": [
        (
            "Перевірено: усе правильно",
            "Ми ще раз перевірили це за нашим джерелом: у статті все правильно.",
        ),
        (
            "Питання стилю",
            "Обидва варіанти вживані. Ми дотримуємося того, який приймає наша редакція.",
        ),
        (
            "Цитата",
            "Це чужі слова, і ми наводимо їх так, як вони були сказані або написані.",
        ),
        (
            "На день публікації було правильно",
            "На день публікації це було правильно. Про пізніші події ми пишемо в нових статтях.",
        ),
        (
            "Думка автора",
            "Це думка людини, чиє ім’я стоїть над статтею. Факти в ній правильні.",
        ),
        (
            "Не вдалося підтвердити",
            "Нам не вдалося підтвердити те, що ви написали. Якщо ви знаєте документ або свідка, напишіть нам ще раз.",
        ),
        (
            "Уже виправлено",
            "Це було виправлено ще до того, як надійшло ваше повідомлення. Усе одно дякуємо.",
        ),
    ],
}


def write_down(apps, schema_editor):
    reasons = apps.get_model("corrections", "DeclineReason").objects
    for language, rows in REASONS.items():
        for position, (name, words) in enumerate(rows, 1):
            reasons.get_or_create(language=language, name=name, defaults={"words": words, "position": position * 10})


class Migration(migrations.Migration):
    dependencies = [("corrections", "0003_inbox")]
    operations = [migrations.RunPython(write_down, migrations.RunPython.noop)]
