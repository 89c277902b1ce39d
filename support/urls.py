"""Addresses for those who support us."""

from django.urls import path

from support.views import appeal_counts, ballots, support_page, unsubscribe, webhooks

urlpatterns = [
    path("support/", support_page.support, name="support"),
    path("support/counted/", appeal_counts.counted, name="support-counted"),
    path("support/thanks/", support_page.thanks, name="support-thanks"),
    path("support/topics/", ballots.topics, name="topics"),
    path("support/topics/<int:pk>/", ballots.ballot, name="ballot"),
    path("support/topics/<int:pk>/letter/", ballots.letter, name="ballot-letter"),
    path("support/topics/<int:pk>/letter/sent/", ballots.letter_sent, name="ballot-letter-sent"),
    path("support/topics/<int:pk>/vote/<str:secret>/", ballots.vote, name="ballot-vote"),
    path("support/topics/<int:pk>/voted/", ballots.voted, name="ballot-voted"),
    path("support/letters/<str:token>/", unsubscribe.stop, name="letters-stop"),
    path("support/webhooks/<slug:provider>/", webhooks.webhook, name="webhook"),
]
