"""What was changed, as it was recorded."""

from catalogue.models import Historique


async def of_organisme(organisme: int, objet: str | None, numero: int | None, size: int) -> list[Historique]:
    """The latest changes made on behalf of an establishment, their accounts fetched with them. One statement."""
    query = Historique.filter(organisme_id=organisme)
    if objet is not None:
        query = query.filter(objet=objet[:30])
    if numero is not None:
        query = query.filter(cle=str(numero))
    return await query.select_related("compte").order_by("-id").limit(size)
